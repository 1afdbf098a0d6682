import type { TreeNode } from '../kustomize/tree/tree-node.ts'

/** An object of Flux, as it is written in a file or as a build leaves it. */
export interface FluxObject {
  readonly group: string
  readonly kind: string
  readonly name: string | undefined
  readonly namespace: string | undefined
  readonly root: TreeNode
}
