import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { AppliedKustomization } from '../closure/applied-kustomization.ts'
import type { Closure } from '../closure/closure.ts'

const known = new WeakMap<Closure, ReadonlyMap<TreeNode, AppliedKustomization>>()

/** The Flux Kustomization that applies an object of a closure; undefined for an object of another one. */
export function ownerOf(closure: Closure, { root }: BuiltObject): AppliedKustomization | undefined {
  const owners = known.get(closure) ?? index(closure)
  known.set(closure, owners)
  return owners.get(root)
}

function index({ applied }: Closure): ReadonlyMap<TreeNode, AppliedKustomization> {
  const owners = new Map<TreeNode, AppliedKustomization>()
  for (const one of applied) for (const { root } of one.objects) owners.set(root, one)
  // The root applies itself, perhaps from a file that its build leaves out.
  for (const one of applied) {
    const applies = one.owner ?? one
    if (one.object !== undefined && !owners.has(one.object.root)) owners.set(one.object.root, applies)
  }
  return owners
}
