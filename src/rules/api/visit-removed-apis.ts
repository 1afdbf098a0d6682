import { compareMinor } from '../../flux/compare-minor.ts'
import { findRemovedApi, type RemovedApi } from '../../flux/find-removed-api.ts'
import type { KubernetesObject } from '../../kustomize/kubernetes-object.ts'
import { clustersOf } from '../../model/queries/clusters-of.ts'
import type { Repository } from '../../model/repository.ts'
import { isWithin } from '../../source/is-within.ts'
import type { Location } from '../../source/location.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { nodeAt } from '../../yaml/node-at.ts'
import { spanOf } from '../../yaml/span-of.ts'
import type { Report, Visitor } from '../rule.ts'
import { adviseSuccessor, type RemovedApiMessage, type Running } from './advise-successor.ts'

/** Whose APIs a rule judges. */
export interface Product {
  readonly name: RemovedApi['product']
  readonly oldestSupported: string
  /** What a cluster runs, by its name, or what runs where no cluster is known; undefined where that is not known. */
  readonly versionOf: (cluster: string | undefined) => string | undefined
}

/** One API version of one kind, and every place where it stands. */
interface Group {
  readonly message: RemovedApiMessage
  readonly object: Pick<KubernetesObject, 'apiVersion' | 'kind'>
  readonly removed: RemovedApi
  readonly places: Location[]
  readonly clusters: Set<string>
  readonly running: Running[]
}

/**
 * Judges the API version of every object: `gone` from what runs, `going` from a later release, `goneSomewhere` where it
 * is not known what runs but no release from the oldest supported one on serves it. What breaks in a cluster is reported
 * at each place, all else once for all its places.
 */
export function visitRemovedApis(
  product: Product,
  repository: Repository,
  report: (report: Report<RemovedApiMessage>) => void,
): Pick<Visitor, 'Object' | 'Repository'> {
  const groups = new Map<string, Group>()
  /** What no cluster loads is judged by the cluster that it lies in, or else by what all of them run. */
  const listNear = (file: RepoPath): readonly Running[] => {
    const around = repository.clusters.filter(({ directory }) => isWithin(file, directory))
    const near = (around.length > 0 ? around : repository.clusters).map(({ name }) => name)
    const running = listRunning(near, product)
    return running.length === near.length ? running : []
  }
  return {
    Object(object) {
      const { document, root, apiVersion, kind, file } = object
      const removed = findRemovedApi(apiVersion, kind)
      const node = nodeAt(document, root, ['apiVersion'])
      if (removed?.product !== product.name || node === undefined) return
      const at = { file, ...spanOf(node) }
      const clusters = clustersOf(repository, file)
      const isLoaded = clusters.length > 0
      const known = listRunning(isLoaded ? clusters : [undefined], product)
      const running = isLoaded || known.length > 0 ? known : listNear(file)
      const broken = running.filter(({ version }) => compareMinor(version, removed.removedIn) >= 0)
      const [first] = broken
      if (first !== undefined && (isLoaded || repository.clusters.length === 0)) {
        report({
          message: 'gone',
          data: { apiVersion, kind, places: '', removedIn: removed.removedIn, version: first.version },
          at,
          pointer: `${kind}/${object.namespace ?? ''}/${object.name ?? ''}#apiVersion`,
          help: adviseSuccessor('gone', object, removed, running),
          clusters: broken.flatMap(({ cluster }) => cluster ?? []),
        })
        return
      }
      const isServed = running.length > 0 && broken.length === 0
      const isGone = running.length > 0 && broken.length === running.length
      // Where it is not known what runs, only a release that is out of support is worth a word.
      if (!isServed && !isGone && compareMinor(removed.removedIn, product.oldestSupported) > 0) return
      const message = isServed ? 'going' : isGone ? 'gone' : 'goneSomewhere'
      const key = `${message} ${apiVersion} ${kind}`
      const group = groups.get(key) ?? { message, object, removed, places: [], clusters: new Set(), running: [] }
      groups.set(key, group)
      group.places.push(at)
      group.running.push(...running)
      for (const cluster of clusters) group.clusters.add(cluster)
    },
    Repository() {
      for (const group of groups.values()) reportGroup(group, report)
    },
  }
}

function listRunning(clusters: readonly (string | undefined)[], { versionOf }: Product): Running[] {
  return clusters.flatMap((cluster) => {
    const version = versionOf(cluster)
    return version === undefined ? [] : [{ cluster, version }]
  })
}

function reportGroup(
  { message, object, removed, places, clusters, running }: Group,
  report: (report: Report<RemovedApiMessage>) => void,
): void {
  const { apiVersion, kind } = object
  const [first, ...others] = places
  if (first === undefined) return
  const count = others.length === 1 ? 'one more place' : `${others.length} more places`
  report({
    message,
    data: {
      apiVersion,
      kind,
      places: others.length === 0 ? '' : ` (here and in ${count})`,
      removedIn: removed.removedIn,
      version: running[0]?.version ?? '',
    },
    at: first,
    pointer: `${apiVersion} ${kind}`,
    help: adviseSuccessor(message, object, removed, running),
    severity: severities[message],
    clusters: [...clusters],
    related: message === 'going' ? [] : others.map((at) => ({ message: 'here too', at })),
  })
}

/** What no cluster loads breaks nothing yet, and what still works is only worth knowing before the next upgrade. */
const severities = { gone: 'warning', goneSomewhere: 'warning', going: 'info' } as const
