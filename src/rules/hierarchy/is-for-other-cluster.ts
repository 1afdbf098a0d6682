import type { Reference } from '../../kustomize/reference.ts'
import type { Repository } from '../../model/repository.ts'
import { nodeAt } from '../../yaml/node-at.ts'

/** Whether a reference is the path of a Flux Kustomization that applies to another cluster, by `spec.kubeConfig`. */
export function isForOtherCluster(reference: Reference, { fluxKustomizations }: Repository): boolean {
  if (reference.field !== 'spec.path') return false
  const owner = fluxKustomizations.find(({ path }) => path === reference)
  return owner !== undefined && nodeAt(owner.object.document, owner.object.root, ['spec', 'kubeConfig']) !== undefined
}
