import type { JsonValue } from './json-value.ts'

/** A JSON value with plain objects instead of Maps. Integers beyond 53 bits stay BigInts. */
export function toPlainValue(value: JsonValue): unknown {
  if (Array.isArray(value)) return value.map(toPlainValue)
  if (!(value instanceof Map)) return value
  // A key such as `__proto__` must stay a key.
  return Object.fromEntries([...value].map(([key, item]) => [key, toPlainValue(item)]))
}
