import type { FieldSpec, NameReference } from '../configuration/field-spec.ts'
import { isSelected, type Type } from '../configuration/is-selected.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { findReachable } from './reachable-fields.ts'

/** A field that may hold the name of an object of a type. */
export interface ReferrerField {
  readonly target: NameReference
  readonly fieldSpec: FieldSpec
}

/** The fields of a type that may refer to others. */
export interface ReferrerFields {
  /** In the order of the configuration. */
  readonly all: readonly ReferrerField[]
  /** The numbers of those that an object may have, in order. */
  reachable(root: TreeNode): readonly number[]
}

/** Gives the fields of an object of a type that may refer to others. */
export function listReferrerFields(nameReferences: readonly NameReference[]): ListFields {
  const listFields = known.get(nameReferences) ?? createIndex(nameReferences)
  known.set(nameReferences, listFields)
  return listFields
}

type ListFields = (type: Type) => ReferrerFields

/** Most builds share one configuration, which never changes. */
const known = new WeakMap<readonly NameReference[], ListFields>()

function createIndex(nameReferences: readonly NameReference[]): ListFields {
  const every = nameReferences.flatMap((target) => target.referrers.map((fieldSpec) => ({ target, fieldSpec })))
  // A field for any kind may stand between those for one, whose order counts.
  const isForAnyKind = every.some(({ fieldSpec }) => fieldSpec.kind === '')
  const byKind = new Map<string, ReferrerField[]>()
  for (const field of isForAnyKind ? [] : every) {
    const list = byKind.get(field.fieldSpec.kind)
    if (list === undefined) byKind.set(field.fieldSpec.kind, [field])
    else list.push(field)
  }
  const byType = new Map<string, ReferrerFields>()
  return (type) => {
    const key = `${type.group}\n${type.version}\n${type.kind}`
    let fields = byType.get(key)
    if (fields === undefined) {
      const candidates = isForAnyKind ? every : (byKind.get(type.kind) ?? [])
      const all = candidates.filter(({ fieldSpec }) => isSelected(type, fieldSpec))
      fields = { all, reachable: findReachable(all.map(({ fieldSpec }) => fieldSpec)) }
      byType.set(key, fields)
    }
    return fields
  }
}
