import { compareMinor } from '../../flux/compare-minor.ts'
import { findRemovedApi, type RemovedApi } from '../../flux/find-removed-api.ts'
import type { KubernetesObject } from '../../kustomize/kubernetes-object.ts'
import { clustersOf } from '../../model/queries/clusters-of.ts'
import type { Repository } from '../../model/repository.ts'
import type { Location } from '../../source/location.ts'
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
  readonly message: Exclude<RemovedApiMessage, 'gone'>
  readonly object: Pick<KubernetesObject, 'apiVersion' | 'kind'>
  readonly removed: RemovedApi
  readonly places: Location[]
  readonly clusters: Set<string>
  readonly running: Running[]
}

/**
 * Judges the API version of every object: `gone` from what its clusters run, reported at each place that breaks;
 * `going` from a later release, and `goneSomewhere` where it is not known what runs but no release from the oldest
 * supported one on serves it, each reported once for all its places.
 */
export function visitRemovedApis(
  product: Product,
  repository: Repository,
  report: (report: Report<RemovedApiMessage>) => void,
): Pick<Visitor, 'Object' | 'Repository'> {
  const groups = new Map<string, Group>()
  const all = listRunning(
    repository.clusters.map(({ name }) => name),
    product,
  )
  const whatAllRun = all.length === repository.clusters.length ? all : []
  return {
    Object(object) {
      const { document, root, apiVersion, kind, file } = object
      const removed = findRemovedApi(apiVersion, kind)
      const node = nodeAt(document, root, ['apiVersion'])
      if (removed?.product !== product.name || node === undefined) return
      const at = { file, ...spanOf(node) }
      const clusters = clustersOf(repository, file)
      const running = listRunning(clusters.length > 0 ? clusters : [undefined], product)
      // What no cluster loads is judged by what all of them run.
      if (clusters.length === 0 && running.length === 0) running.push(...whatAllRun)
      const isBroken = ({ version }: Running): boolean => compareMinor(version, removed.removedIn) >= 0
      const broken = running.filter(isBroken)
      const [first] = broken
      if (first !== undefined && (clusters.length > 0 || running.every(isBroken))) {
        report({
          message: 'gone',
          data: { apiVersion, kind, removedIn: removed.removedIn, version: first.version },
          at,
          pointer: `${kind}/${object.namespace ?? ''}/${object.name ?? ''}#apiVersion`,
          help: adviseSuccessor('gone', object, removed, running),
          ...(clusters.length > 0 ? { clusters: broken.flatMap(({ cluster }) => cluster ?? []) } : {}),
        })
        return
      }
      // What is served nowhere can only be said of a release that is out of support.
      const isServed = running.length > 0 && broken.length === 0
      if (!isServed && compareMinor(removed.removedIn, product.oldestSupported) > 0) return
      const message = isServed ? 'going' : 'goneSomewhere'
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

/** What still works today is only worth knowing before the next upgrade. */
const severities = { goneSomewhere: 'warning', going: 'info' } as const
