import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { AppliedKustomization, AppliedObject } from '../closure/applied-kustomization.ts'
import type { Closure } from '../closure/closure.ts'

interface Owners {
  readonly applied: ReadonlySet<AppliedKustomization>
  readonly byRoot: ReadonlyMap<TreeNode, AppliedKustomization>
}

const known = new WeakMap<Closure, Owners>()

/** The Flux Kustomization that applies an object of a closure; undefined for an object of another one. */
export function ownerOf(closure: Closure, object: BuiltObject | AppliedObject): AppliedKustomization | undefined {
  const owners = known.get(closure) ?? { applied: new Set(closure.applied), byRoot: index(closure) }
  known.set(closure, owners)
  // Several may apply what is one object for all that share it.
  if ('owner' in object && owners.applied.has(object.owner)) return object.owner
  return owners.byRoot.get(object.root)
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
