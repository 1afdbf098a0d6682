import { decodeRune } from './decode-rune.ts'

/** What takes one byte or one code point of a name. */
export type GlobItem =
  | { readonly kind: 'byte'; readonly code: number }
  | { readonly kind: 'any' }
  | { readonly kind: 'class'; readonly isNegated: boolean; readonly ranges: readonly (readonly [number, number])[] }

/** A stretch of a pattern without stars. */
export interface GlobPart {
  readonly afterStar: boolean
  readonly items: readonly GlobItem[]
  /** The stretch as a byte text where it holds nothing but literals. */
  readonly literal: string | undefined
}

/** Reads a pattern of Go's filepath.Match, given as a byte text. Undefined where it is malformed. */
export function parseGlob(pattern: string): readonly GlobPart[] | undefined {
  const parts: GlobPart[] = []
  let at = 0
  while (at < pattern.length) {
    const start = at
    while (pattern[at] === '*') at++
    const end = endOfPart(pattern, at)
    const items = parseItems(pattern.slice(at, end))
    if (items === undefined) return undefined
    parts.push({ afterStar: at > start, items, literal: literalOf(items) })
    at = end
  }
  return parts
}

/** Where the next star is that stands outside brackets. Go looks for it without minding whether a class is valid. */
function endOfPart(pattern: string, from: number): number {
  let isInBrackets = false
  for (let at = from; at < pattern.length; at++) {
    const character = pattern[at]
    if (character === '\\') at++
    else if (character === '[') isInBrackets = true
    else if (character === ']') isInBrackets = false
    else if (character === '*' && !isInBrackets) return at
  }
  return pattern.length
}

function parseItems(text: string): readonly GlobItem[] | undefined {
  const items: GlobItem[] = []
  let at = 0
  while (at < text.length) {
    if (text[at] === '[') {
      const found = parseClass(text, at + 1)
      if (found === undefined) return undefined
      items.push(found.item)
      at = found.end
      continue
    }
    if (text[at] === '?') items.push({ kind: 'any' })
    else {
      if (text[at] === '\\') at++
      if (at >= text.length) return undefined
      items.push({ kind: 'byte', code: text.charCodeAt(at) })
    }
    at++
  }
  return items
}

interface FoundClass {
  readonly item: GlobItem
  readonly end: number
}

function parseClass(text: string, from: number): FoundClass | undefined {
  const isNegated = text[from] === '^'
  const ranges: (readonly [number, number])[] = []
  let at = isNegated ? from + 1 : from
  while (text[at] !== ']' || ranges.length === 0) {
    const low = parseMember(text, at)
    if (low === undefined) return undefined
    at = low.end
    let high = low
    if (text[at] === '-') {
      const found = parseMember(text, at + 1)
      if (found === undefined) return undefined
      high = found
      at = found.end
    }
    ranges.push([low.code, high.code])
  }
  return { item: { kind: 'class', isNegated, ranges }, end: at + 1 }
}

/** One end of a range in a class; something must follow it. */
function parseMember(text: string, from: number): { readonly code: number; readonly end: number } | undefined {
  if (from >= text.length || text[from] === '-' || text[from] === ']') return undefined
  const at = text[from] === '\\' ? from + 1 : from
  if (at >= text.length) return undefined
  const { code, width } = decodeRune(text, at)
  const isStray = code === 0xfffd && width === 1
  return isStray || at + width >= text.length ? undefined : { code, end: at + width }
}

function literalOf(items: readonly GlobItem[]): string | undefined {
  let literal = ''
  for (const item of items) {
    if (item.kind !== 'byte') return undefined
    literal += String.fromCharCode(item.code)
  }
  return literal
}
