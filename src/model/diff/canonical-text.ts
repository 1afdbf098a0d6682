import type { JsonValue } from '../../yaml/json-value.ts'

/** A text that is the same for two values exactly where they are the same: types count, the order of keys does not. */
export function canonicalText(value: JsonValue): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number' || typeof value === 'bigint') return String(Number(value))
  if (typeof value === 'string') return JSON.stringify(value)
  if (value instanceof Map) {
    const entries = [...value].sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalText(inner)}`).join(',')}}`
  }
  return Array.isArray(value) ? `[${value.map(canonicalText).join(',')}]` : ''
}
