import { createMapping, createScalar } from '../tree/create-node.ts'
import { getField } from '../tree/get-field.ts'
import { setField } from '../tree/set-field.ts'
import type { Resource } from './resource.ts'

/** Appends a text to the comma-separated list in a build annotation; an empty text is left out. */
export function addToList({ root }: Resource, annotation: string, text: string): void {
  if (text === '') return
  const metadata = getField(root, 'metadata') ?? setField(root, 'metadata', createMapping(undefined))
  let annotations = getField(metadata, 'annotations')
  if (annotations?.kind !== 'mapping') annotations = setField(metadata, 'annotations', createMapping(undefined))
  const before = getField(annotations, annotation)?.value
  const value = before === undefined ? text : `${before},${text}`
  setField(annotations, annotation, createScalar(value, undefined, { tag: '!!str' }))
}
