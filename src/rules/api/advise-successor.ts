import { compareMinor } from '../../flux/compare-minor.ts'
import type { RemovedApi } from '../../flux/find-removed-api.ts'
import { findServedSince } from '../../flux/find-served-since.ts'
import type { KubernetesObject } from '../../kustomize/kubernetes-object.ts'

/** The messages that a rule on removed API versions must have. */
export type RemovedApiMessage = 'gone' | 'going' | 'goneSomewhere'

/** What runs in a cluster; the cluster is undefined where none loads the object. */
export interface Running {
  readonly cluster: string | undefined
  readonly version: string
}

/** What to do about a removed API version: never to write one that what runs does not serve yet. */
export function adviseSuccessor(
  message: RemovedApiMessage,
  { kind }: Pick<KubernetesObject, 'kind'>,
  { product, replacement, removedIn }: RemovedApi,
  running: readonly Running[],
): string {
  const name = { flux: 'Flux', kubernetes: 'Kubernetes' }[product]
  if (replacement === undefined) return `${kind} has no successor: remove it.`
  if (!/^\S+$/.test(replacement)) return `Instead: ${replacement}.`
  const since = findServedSince(replacement, kind)
  if (since === undefined) return `Use \`${replacement}\`.`
  const behind = running.filter(({ version }) => compareMinor(version, since) < 0)
  if (message === 'going') {
    return behind.length === 0
      ? `Use \`${replacement}\` before the upgrade to ${name} ${removedIn}.`
      : `After the upgrade to ${name} ${since} or later write \`${replacement}\`; until then leave it.`
  }
  const served = `Use \`${replacement}\`, which ${name} serves since ${since}`
  const [first] = behind
  if (first === undefined) return message === 'gone' ? `Use \`${replacement}\`.` : `${served}.`
  const where = first.cluster === undefined ? '' : ` in \`${first.cluster}\``
  return `${served}; first upgrade ${name} ${first.version}${where}.`
}
