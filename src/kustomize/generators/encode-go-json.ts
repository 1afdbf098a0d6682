import { compareBytes } from '../../source/compare-bytes.ts'
import type { JsonValue } from '../../yaml/json-value.ts'

/** A value in exactly the bytes that Go's json.Marshal writes: sorted keys, HTML and line separators escaped. */
export function encodeGoJson(value: JsonValue): string {
  if (typeof value === 'string') return encodeText(value)
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : JSON.stringify(value)
  if (value === null || typeof value !== 'object') return String(value)
  if (isList(value)) return `[${value.map(encodeGoJson).join(',')}]`
  const keys = [...value.keys()].sort(compareBytes)
  return `{${keys.map((key) => `${encodeText(key)}:${encodeGoJson(value.get(key) ?? null)}`).join(',')}}`
}

function isList(value: readonly JsonValue[] | ReadonlyMap<string, JsonValue>): value is readonly JsonValue[] {
  return Array.isArray(value)
}

function encodeText(text: string): string {
  return JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, escapeCharacter)
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
