import type { Build } from '../../kustomize/build/build.ts'
import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { AppliedKustomization } from './applied-kustomization.ts'
import type { Substitution } from './substitution.ts'

/** What turns the objects that kustomize builds into those that are applied. */
export interface Render {
  /** Whether everything that the object substitutes from is among what is applied already. */
  hasVariables(object: BuiltObject, namespace: string, applied: readonly AppliedKustomization[]): boolean
  /** Substitutes variables and sets common metadata. */
  objects(input: RenderInput): Rendered
}

/** One build to render. */
export interface RenderInput {
  readonly build: Build
  /** `spec` of the Flux Kustomization. */
  readonly spec: TreeNode | undefined
  /** Its namespace, in which it looks for variables. */
  readonly namespace: string
  /** What is rendered already. */
  readonly applied: readonly AppliedKustomization[]
  /** Further objects to look for variables in. */
  readonly own: readonly BuiltObject[]
}

/** What is applied. */
export interface Rendered {
  readonly objects: readonly BuiltObject[]
  /** Undefined where nothing is substituted. */
  readonly substitution: Substitution | undefined
}
