import { compareMinor } from '../../flux/compare-minor.ts'
import { findRemovedApi, type RemovedApi } from '../../flux/find-removed-api.ts'
import type { KubernetesObject } from '../../kustomize/kubernetes-object.ts'
import { clustersOf } from '../../model/queries/clusters-of.ts'
import type { Repository } from '../../model/repository.ts'
import { nodeAt } from '../../yaml/node-at.ts'
import { spanOf } from '../../yaml/span-of.ts'
import type { Report } from '../rule.ts'

/** The messages that a rule on removed API versions must have. */
export type RemovedApiMessage = 'gone' | 'going' | 'goneSomewhere'

/** What a cluster runs, by the name of the cluster; undefined where it is not known. */
export type VersionOf = (cluster: string | undefined) => string | undefined

/**
 * What there is to say of an object's API version: `gone` from the version that its clusters run, `going` from a later
 * one, `goneSomewhere` where their version is not known but no release from `oldestSupported` on serves it.
 */
export function reportRemovedApi(
  object: KubernetesObject,
  product: RemovedApi['product'],
  versionOf: VersionOf,
  oldestSupported: string,
  repository: Repository,
): Report<RemovedApiMessage> | undefined {
  const { document, root, apiVersion, kind, file } = object
  const removed = findRemovedApi(apiVersion, kind)
  const node = nodeAt(document, root, ['apiVersion'])
  if (removed?.product !== product || node === undefined) return undefined
  const { removedIn, replacement } = removed

  const clusters = clustersOf(repository, file)
  const versions = (clusters.length > 0 ? clusters : [undefined]).map((cluster) => ({
    cluster,
    version: versionOf(cluster),
  }))
  const broken = versions.filter(({ version }) => version !== undefined && compareMinor(version, removedIn) >= 0)
  const known = versions.find(({ version }) => version !== undefined)
  const isGoneSomewhere =
    versions.some(({ version }) => version === undefined) && compareMinor(removedIn, oldestSupported) <= 0
  const message =
    broken.length > 0 ? 'gone' : known !== undefined ? 'going' : isGoneSomewhere ? 'goneSomewhere' : undefined
  if (message === undefined) return undefined
  return {
    message,
    data: { apiVersion, kind, removedIn, version: (broken[0] ?? known)?.version ?? '' },
    at: { file, ...spanOf(node) },
    pointer: `${kind}/${object.namespace ?? ''}/${object.name ?? ''}#apiVersion`,
    help: helpFor(kind, replacement),
    severity: severities[message],
    ...(broken.length > 0 && clusters.length > 0 ? { clusters: broken.flatMap(({ cluster }) => cluster ?? []) } : {}),
  }
}

/** What still works today is only worth knowing before the next upgrade. */
const severities = { gone: 'error', goneSomewhere: 'warning', going: 'info' } as const

/** A successor is an API version, or advice in words where there is none. */
function helpFor(kind: string, replacement: string | undefined): string {
  if (replacement === undefined) return `${kind} has no successor: remove it.`
  return /^\S+$/.test(replacement) ? `Use \`${replacement}\`.` : `Instead: ${replacement}.`
}
