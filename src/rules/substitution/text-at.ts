import type { JsonValue } from '../../yaml/json-value.ts'

/** The text at a path of an object; undefined where there is none. */
export function textAt(value: JsonValue, path: readonly (string | number)[]): string | undefined {
  const found = valueAt(value, path)
  return typeof found === 'string' ? found : undefined
}

/** The value at a path of an object; undefined where there is none. */
export function valueAt(value: JsonValue, path: readonly (string | number)[]): JsonValue | undefined {
  let found: JsonValue | undefined = value
  for (const step of path) {
    if (found instanceof Map) found = typeof step === 'string' ? found.get(step) : undefined
    else if (Array.isArray(found)) found = typeof step === 'number' ? found[step] : undefined
    else return undefined
  }
  return found
}
