import { BuildError } from '../build-error.ts'
import type { FieldSpec } from './field-spec.ts'
import { isSelected } from './is-selected.ts'

/**
 * A list of fields with those of another that are new (types.FsSlice.MergeAll); the list itself where none is. A field
 * is known already if the list has its path for a type that the new one chooses; they must agree on `create` then.
 */
export function mergeFieldSpecs(list: readonly FieldSpec[], added: readonly FieldSpec[]): readonly FieldSpec[] {
  if (added.length === 0) return list
  const merged = [...list]
  const byPath = new Map<string, FieldSpec[]>()
  for (const fieldSpec of list) index(byPath, fieldSpec)
  for (const fieldSpec of added) {
    const known = byPath.get(fieldSpec.path)?.find((other) => isSelected(other, fieldSpec))
    if (known === undefined) {
      merged.push(fieldSpec)
      index(byPath, fieldSpec)
    } else if (known.create !== fieldSpec.create) {
      throw conflict(fieldSpec, known)
    }
  }
  return merged.length === list.length ? list : merged
}

function index(byPath: Map<string, FieldSpec[]>, fieldSpec: FieldSpec): void {
  const known = byPath.get(fieldSpec.path)
  if (known === undefined) byPath.set(fieldSpec.path, [fieldSpec])
  else known.push(fieldSpec)
}

function conflict(fieldSpec: FieldSpec, known: FieldSpec): BuildError {
  const what = known.kind === '' ? 'all kinds' : `the kind ${known.kind}`
  return new BuildError({
    code: 'field-spec-conflict',
    message:
      `the field \`${fieldSpec.path}\` has \`create: ${fieldSpec.create}\`, ` +
      `but is known already with \`create: ${known.create}\` for ${what}`,
    help: 'Set `create` alike, or narrow the field to another kind.',
    at: fieldSpec.at ?? known.at,
  })
}
