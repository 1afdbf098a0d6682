import type { JsonValue } from '../../yaml/json-value.ts'

const key = 'kustomize.toolkit.fluxcd.io/substitute'

/** Whether a label or an annotation of an object keeps Flux from substituting in it. */
export function isOptedOut(object: JsonValue): boolean {
  const metadata = fieldOf(object, 'metadata')
  return ['labels', 'annotations'].some((name) => fieldOf(fieldOf(metadata, name), key) === 'disabled')
}

function fieldOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return value instanceof Map ? value.get(name) : undefined
}
