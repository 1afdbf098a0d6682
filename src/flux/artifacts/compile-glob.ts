import { decodeRune } from './decode-rune.ts'
import { type GlobItem, type GlobPart, parseGlob } from './parse-glob.ts'
import { toByteText } from './to-byte-text.ts'

/**
 * Compiles a pattern for the name of one file or directory, as Go's filepath.Match reads it: `*`, `?`, `[a-z]`, `[^a-z]`
 * and `\` before a literal. Names are byte texts. Undefined for a malformed pattern, which Go reports whatever the name.
 * Matching takes at most the length of the name times that of the pattern.
 */
export function compileGlob(pattern: string): ((name: string) => boolean) | undefined {
  const parts = parseGlob(toByteText(pattern))
  if (parts === undefined) return undefined
  const [only, second] = parts
  if (only === undefined) return (name) => name === ''
  if (second === undefined && !only.afterStar && only.literal !== undefined) {
    const { literal } = only
    return (name) => name === literal
  }
  return (name) => matches(parts, name)
}

/** Each part takes the leftmost place it can, but for the last, which must end the name. */
function matches(parts: readonly GlobPart[], name: string): boolean {
  let at = 0
  const last = parts.at(-1)
  for (const part of parts) {
    const isLast = part === last
    if (part.afterStar && part.items.length === 0) return true
    const end = findEnd(part, name, at, isLast)
    if (end < 0) return false
    at = end
  }
  return at === name.length
}

function findEnd(part: GlobPart, name: string, from: number, isLast: boolean): number {
  const { literal, afterStar } = part
  if (literal !== undefined) {
    if (!afterStar) return name.startsWith(literal, from) ? endIf(from + literal.length, name, isLast) : -1
    if (isLast) return name.length - literal.length >= from && name.endsWith(literal) ? name.length : -1
    const found = name.indexOf(literal, from)
    return found < 0 ? -1 : found + literal.length
  }
  const last = afterStar ? name.length : from
  for (let start = from; start <= last; start++) {
    const end = endOfItems(part.items, name, start)
    if (end >= 0 && endIf(end, name, isLast) >= 0) return end
  }
  return -1
}

function endIf(end: number, name: string, isLast: boolean): number {
  return isLast && end < name.length ? -1 : end
}

function endOfItems(items: readonly GlobItem[], name: string, start: number): number {
  let at = start
  for (const item of items) {
    if (at >= name.length) return -1
    if (item.kind === 'byte') {
      if (name.charCodeAt(at) !== item.code) return -1
      at += 1
      continue
    }
    const { code, width } = decodeRune(name, at)
    if (item.kind === 'class' && item.ranges.some(([low, high]) => low <= code && code <= high) === item.isNegated) {
      return -1
    }
    at += width
  }
  return at
}
