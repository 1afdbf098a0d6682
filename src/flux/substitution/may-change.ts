import type { JsonValue } from '../../yaml/json-value.ts'

/** Whether Flux's substitution can do anything to an object: only `${` and `$$` mean something to it. */
export function mayChange(value: JsonValue): boolean {
  if (!(value instanceof Map)) return someScalar(value, isAffected)
  const known = answers.get(value) ?? someScalar(value, isAffected)
  answers.set(value, known)
  return known
}

/** Clusters share objects. */
const answers = new WeakMap<object, boolean>()

function isAffected(scalar: JsonValue): boolean {
  return (typeof scalar === 'string' && hasSign(scalar)) || isFragile(scalar)
}

/**
 * Whether Flux's way through text and JSON changes or breaks an object even where nothing is substituted: whole numbers
 * beyond 2^53 lose digits, and texts of several lines that begin with a tab cannot be read.
 */
export function breaksOnTheWay(value: JsonValue): boolean {
  return someScalar(value, isFragile)
}

/** Whether a text has several lines and begins with a tab. */
export function beginsWithTab(text: string): boolean {
  return text.startsWith('\t') && text.includes('\n')
}

function hasSign(text: string): boolean {
  return text.includes('$') && /\$[${]/.test(text)
}

function isFragile(scalar: JsonValue): boolean {
  return typeof scalar === 'bigint' || (typeof scalar === 'string' && beginsWithTab(scalar))
}

function someScalar(value: JsonValue, test: (scalar: JsonValue) => boolean): boolean {
  if (Array.isArray(value)) return value.some((item) => someScalar(item, test))
  if (!(value instanceof Map)) return test(value)
  for (const [key, item] of value) if (test(key) || someScalar(item, test)) return true
  return false
}
