import type { FieldSpec, NameReference } from '../configuration/field-spec.ts'
import { isSelected, type Type } from '../configuration/is-selected.ts'

/** A field that may hold the name of an object of a type. */
export interface ReferrerField {
  readonly target: NameReference
  readonly fieldSpec: FieldSpec
}

/** Gives the fields of an object of a type that may refer to others, in the order of the configuration. */
export function listReferrerFields(nameReferences: readonly NameReference[]): (type: Type) => readonly ReferrerField[] {
  const all = nameReferences.flatMap((target) => target.referrers.map((fieldSpec) => ({ target, fieldSpec })))
  // A field for any kind may stand between those for one, whose order counts.
  const isForAnyKind = all.some(({ fieldSpec }) => fieldSpec.kind === '')
  const byKind = new Map<string, ReferrerField[]>()
  for (const field of isForAnyKind ? [] : all) {
    const list = byKind.get(field.fieldSpec.kind)
    if (list === undefined) byKind.set(field.fieldSpec.kind, [field])
    else list.push(field)
  }
  const byType = new Map<string, readonly ReferrerField[]>()
  return (type) => {
    const key = `${type.group}\n${type.version}\n${type.kind}`
    let fields = byType.get(key)
    if (fields === undefined) {
      const candidates = isForAnyKind ? all : (byKind.get(type.kind) ?? [])
      fields = candidates.filter(({ fieldSpec }) => isSelected(type, fieldSpec))
      byType.set(key, fields)
    }
    return fields
  }
}
