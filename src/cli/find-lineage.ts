import type { BuiltObject } from '../kustomize/build/built-object.ts'
import type { FieldLineage } from '../kustomize/lineage/field-lineage.ts'
import { findField, type NoField } from '../kustomize/lineage/find-field.ts'
import { parseFieldPath } from '../kustomize/lineage/parse-field-path.ts'
import { nameObject } from '../report/name-object.ts'
import { UserError } from '../source/user-error.ts'

/** Finds a field of an object as it is typed. Throws a UserError that says what there is where there is none. */
export function findLineage(object: BuiltObject, field: string): FieldLineage {
  const path = parseFieldPath(field)
  if (path === undefined) {
    throw new UserError(`\`${field}\` is no path of a field; write it as spec.containers[name=web].image`)
  }
  const found = findField(object.root, path)
  if ('steps' in found) return found
  throw new UserError(explain(object, found))
}

function explain(object: BuiltObject, { reached, at, wanted, near }: NoField): string {
  const owner = reached === '' ? nameObject(object) : `\`${reached}\` of ${nameObject(object)}`
  if (at.kind === 'scalar') return `${owner} is a single value and has no \`${wanted}\``
  if (at.kind === 'sequence') {
    const count = at.items.length
    const hint = near === undefined ? '' : wanted.includes('=') ? `; there is \`${near}\`` : `; the last is \`${near}\``
    return `${owner} is a list of ${count} ${count === 1 ? 'item' : 'items'} and has no \`${wanted}\`${hint}`
  }
  const keys = at.fields.map(({ key }) => key.value)
  const list = keys.length === 0 ? 'is empty' : `has ${keys.slice(0, 10).join(', ')}${keys.length > 10 ? ', …' : ''}`
  return `${owner} has no \`${wanted}\`; ${near === undefined ? `it ${list}` : `there is \`${near}\``}`
}
