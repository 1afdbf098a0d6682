import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import { isOptedOut } from './is-opted-out.ts'
import { mayChange } from './may-change.ts'
import { readSimpleObject, type SimpleObject } from './read-simple-object.ts'
import { substitutePrinted } from './substitute-printed.ts'
import { substituteSimply } from './substitute-simply.ts'
import type { SubstitutedObject, SubstitutionOptions } from './substituted-object.ts'
import type { Variables } from './variables.ts'

/**
 * Substitutes the variables of a Flux Kustomization in an object as kustomize-controller 1.9.4 does: in its printed YAML,
 * keys included, which is then read as YAML 1.1, so that values can change types and structure. The object that is given
 * is not changed. Nodes keep their lineage; what changed gets a step `substitution` with the place of the variable.
 */
export function substituteObject(
  object: BuiltObject,
  variables: Variables,
  options: SubstitutionOptions,
): SubstitutedObject {
  if (!mayChange(object.value) || isOptedOut(object.value)) return { object, uses: [], retyped: [], problems: [] }
  const way = ways.get(object.root) ?? readSimpleObject(object, options.readText) ?? 'printed'
  ways.set(object.root, way)
  const simply = way === 'printed' ? undefined : substituteSimply(object, way, variables, options.isStrict)
  return simply ?? substitutePrinted(object, variables, options)
}

/** How an object is substituted does not depend on the variables, and clusters share objects. */
const ways = new WeakMap<TreeNode, SimpleObject | 'printed'>()
