import { readSourceReference } from '../../flux/read-source-reference.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { Closure } from '../../model/closure/closure.ts'
import type { NamedObject } from './named-object.ts'

/**
 * The source that a cluster's root is applied from: bootstrap or an operator makes it, whether it is written in the
 * repository or not. Undefined where nothing tells its name.
 */
export function readRootSource({ applied, cluster }: Closure): (NamedObject & { readonly kind: string }) | undefined {
  const [root] = applied
  if (root === undefined) return undefined
  const source = readSourceReference(getNode(root.object?.root, ['spec', 'sourceRef']), root.namespace)
  if (source !== undefined) return { ...source, namespace: source.namespace ?? root.namespace }
  // An operator names both alike; of which kind the source is does not matter: nobody else takes that name.
  return cluster.foundBy === 'flux-instance' || cluster.fluxSystem !== undefined
    ? { kind: 'GitRepository', name: root.name, namespace: root.namespace, at: undefined }
    : undefined
}
