import { readText } from '../../flux/read-text.ts'
import { getField } from '../../kustomize/tree/get-field.ts'
import type { AppliedKustomization } from '../closure/applied-kustomization.ts'

/** What a Flux Kustomization does with the objects that it applies. */
export interface KustomizationSettings {
  readonly prune: boolean
  readonly suspend: boolean
  readonly force: boolean
  readonly wait: boolean
  /** What happens to its objects when it is deleted itself, by the words of Flux. */
  readonly deletionPolicy: string
  /** Empty for the cluster that it runs in. */
  readonly remoteCluster: string
  /** Kind, namespace and name of its source. */
  readonly source: string
}

/** Reads them; one that is nowhere in the repository has what `flux bootstrap` and the Flux Operator write. */
export function readSettings({ object, namespace, remoteCluster }: AppliedKustomization): KustomizationSettings {
  const spec = getField(object?.root, 'spec')
  const is = (field: string): boolean => readText(spec, [field])?.text === 'true'
  const source = ['kind', 'namespace', 'name'].map((field) => readText(spec, ['sourceRef', field])?.text ?? '')
  return {
    prune: object === undefined || is('prune'),
    suspend: is('suspend'),
    force: is('force'),
    wait: is('wait'),
    deletionPolicy: readText(spec, ['deletionPolicy'])?.text ?? 'MirrorPrune',
    remoteCluster: remoteCluster ?? '',
    source: JSON.stringify([source[0], source[1] || namespace, source[2]]),
  }
}
