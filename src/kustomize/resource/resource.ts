import type { OpenApi } from '../schema/open-api.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/** An object on its way through a build (kustomize's resource.Resource). */
export interface Resource {
  /** An empty mapping once a patch has deleted the object. */
  readonly root: TreeNode
  /** Names of the `vars` that take their value from it. */
  readonly variables: string[]
  /** Shared by all resources of one build. */
  readonly openApi: OpenApi
}
