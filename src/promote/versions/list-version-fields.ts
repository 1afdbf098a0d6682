import { createInterner } from '../merge/interner.ts'
import { type MergeFile, readFile } from '../merge/read-file.ts'
import { explainVersion, typeDocument } from './explain-version.ts'
import { listScalars, type PlacedScalar } from './list-scalars.ts'
import type { VersionField } from './version-field.ts'

/**
 * The scalars of a YAML text that are versions: images of containers, kustomizations and Helm values, versions of charts
 * and sources, and all that Flux image policies mark. None in a text that is no YAML.
 */
export function listVersionFields(text: string): readonly VersionField[] {
  const file = readFile(text, createInterner())
  if (file === undefined) return []
  return listPlaces(file).flatMap(({ object, scalar, reason }) => {
    if (reason === undefined) return []
    const { value, start, end } = scalar.slot.value
    return [{ object, path: scalar.path, start, end, value: value ?? '', reason }]
  })
}

/** A scalar with its object, and why it is a version if it is. */
export interface Place {
  readonly object: string
  readonly scalar: PlacedScalar
  readonly reason: string | undefined
}

/** All scalars of a file. */
export function listPlaces(file: MergeFile): readonly Place[] {
  const isSingle = file.documents.size === 1
  return [...file.documents].flatMap(([name, { root }]) => {
    const type = typeDocument(root)
    const object = isSingle ? '' : name
    return listScalars(root).map((scalar) => ({ object, scalar, reason: explainVersion(scalar, type) }))
  })
}
