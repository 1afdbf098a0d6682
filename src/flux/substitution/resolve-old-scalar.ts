import { resolveScalar } from '../../yaml/resolve-scalar.ts'

const oldBooleans = new Map([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
])

/**
 * The value of a plain scalar in go-yaml v2 (YAML 1.1), with which Flux reads an object after substitution: `yes`, `on`
 * and `y` are booleans, and a timestamp stays the text that it is.
 */
export function resolveOldScalar(text: string): string | number | bigint | boolean | null {
  const boolean = oldBooleans.get(text)
  if (boolean !== undefined) return boolean
  const { tag, value } = resolveScalar(text)
  if (tag === '!!timestamp' || tag === '!!merge') return text
  // v3 alone takes a sign behind the `o` of an octal number.
  if (tag === '!!int' && /^0o[-+]/.test(text.replaceAll('_', ''))) return text
  return value
}
