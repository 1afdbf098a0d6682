import { BuildError } from '../kustomize/build-error.ts'
import type { KubernetesObject } from '../kustomize/kubernetes-object.ts'
import { readNode } from '../kustomize/tree/read-node.ts'
import type { FluxObject } from './flux-object.ts'

const groups = /(?:^|\.)fluxcd\.io$|^fluxcd\.controlplane\.io$/

/** A written object of Flux before patches and substitution; undefined for all others, and for what cannot be read. */
export function readFluxObject(object: KubernetesObject): FluxObject | undefined {
  const { group, kind, name, namespace, document, root, file } = object
  if (!groups.test(group)) return undefined
  try {
    return { group, kind, name, namespace, root: readNode(document, root, file, 'resource') }
  } catch (error) {
    if (error instanceof BuildError) return undefined
    throw error
  }
}
