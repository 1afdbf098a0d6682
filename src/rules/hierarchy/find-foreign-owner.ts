import type { Closure } from '../../model/closure/closure.ts'
import type { Cluster } from '../../model/cluster.ts'
import type { Layout } from '../../model/layout.ts'
import type { Repository } from '../../model/repository.ts'
import { isWithin } from '../../source/is-within.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { clusterAround } from './cluster-around.ts'
import { isProductionName, lowerStages } from './is-production-name.ts'

/** To whom a path belongs that production should not load. */
export interface Foreign {
  readonly owner: string
  /** The name in the place of the owner's that makes it production's own path, where there is one it does not load. */
  readonly counterpart: string | undefined
}

interface Step {
  readonly from: RepoPath
  readonly to: RepoPath
}

/**
 * The earlier environment whose ground a reference of a production cluster enters. Undefined for every other cluster,
 * for what production owns, and for references within that ground: they follow from the one that entered it.
 *
 * With configured environments, a directory named exactly like one belongs to it, and so does the directory of its
 * cluster. Without, names alone say too little: the directory must have a counterpart for production that the cluster
 * does not load, or be the one of another cluster.
 */
export function findForeignOwner(step: Step, closure: Closure, repository: Repository): Foreign | undefined {
  const { cluster } = closure
  const { layout, clusters, tree } = repository
  const isConfigured = layout.environments.length > 0
  const earlier = listEarlier(cluster, layout)
  if (earlier.size === 0 || isWithin(step.to, cluster.directory)) return undefined

  const clusterOwner = (path: RepoPath): string | undefined => {
    const other = clusterAround(path, clusters, cluster.directory)
    const owner = isConfigured ? other?.environment : lastSegment(other?.directory ?? '')
    return owner !== undefined && earlier.has(owner) ? owner : undefined
  }
  const owns = (path: RepoPath): boolean =>
    path.split('/').some((segment) => (isConfigured ? segment === cluster.environment : isProductionName(segment)))
  const owner = clusterOwner(step.to)
  const segments = directoriesOf(step.to, repository).split('/')
  if (owner === undefined && !segments.some((segment) => earlier.has(segment))) return undefined
  const isInside =
    clusterOwner(step.from) !== undefined ||
    (!owns(step.from) &&
      parentDirectory(step.from)
        .split('/')
        .some((segment) => earlier.has(segment)))
  if (isInside) return undefined

  if (owner !== undefined) return { owner, counterpart: undefined }
  const shared = countShared(parentDirectory(step.from).split('/'), segments)
  const index = segments.findIndex((segment, at) => at >= shared && earlier.has(segment))
  const named = segments[index]
  if (named === undefined || owns(directoriesOf(step.to, repository))) return undefined

  const own = cluster.environment ?? cluster.name
  const withName = (name: string): RepoPath => step.to.split('/').with(index, name).join('/')
  const counterpart = [own, ...own.split(/[^a-z0-9]+/i).filter(isProductionName), 'production', 'prod', 'prd'].find(
    (name) => tree.isFile(withName(name)) || tree.isDirectory(withName(name)),
  )
  const isLoaded = counterpart !== undefined && loads(closure, withName(counterpart))
  if (!isConfigured && (counterpart === undefined || isLoaded)) return undefined
  return { owner: named, counterpart: isLoaded ? undefined : counterpart }
}

/** What stages before it are called, for a cluster of production; none for any other. */
export function listEarlier({ environment, name }: Cluster, layout: Layout): ReadonlySet<string> {
  if (layout.environments.length > 0) return earlierEnvironments(environment, layout)
  return isProductionName(name) ? lowerStages : new Set()
}

/** The environments before production; none for a cluster that does not serve production. */
function earlierEnvironments(environment: string | undefined, { environments }: Layout): ReadonlySet<string> {
  const names = environments.map(({ name }) => name)
  const last = names.at(-1)
  const isProduction = (name: string): boolean =>
    isProductionName(name) || (name === last && !lowerStages.has(name) && names.length > 1)
  if (environment === undefined || !isProduction(environment)) return new Set()
  return new Set(names.filter((name) => !isProduction(name)))
}

/** The directory part of a path: all of it for a directory. */
function directoriesOf(path: RepoPath, { tree }: Repository): RepoPath {
  return tree.isFile(path) ? parentDirectory(path) : path
}

function countShared(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((segment, index) => segment !== b[index])
  return differs < 0 ? a.length : differs
}

function loads({ files, kustomizations }: Closure, path: RepoPath): boolean {
  return [...files.keys(), ...kustomizations.keys()].some((loaded) => isWithin(loaded, path))
}

function lastSegment(path: RepoPath): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
