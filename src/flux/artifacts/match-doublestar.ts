import { matchClass } from './match-class.ts'
import { splitAlternatives } from './split-alternatives.ts'

/** A place in a pattern while a path is walked through. */
interface State {
  readonly pattern: string
  /** The number of the pattern. */
  readonly id: number
  readonly at: number
  /** Whether `**` would stand for whole directories here. */
  readonly isSegmentStart: boolean
  /** What the state may skip before it goes on: `*` or `**`. */
  readonly skips: 'nothing' | 'name' | 'directories'
}

/** More than that many spellings of one pattern are not tried. */
const maximumPatterns = 2000

/**
 * Whether a path matches an exclude pattern of an ArtifactGenerator (doublestar 4): `**` as a whole segment for any
 * directories, `*` and `?` within a name, `[a-z]`, `[!a-z]`, `{one,other}` and `\`. All readings are followed at the same
 * time, so that no pattern takes longer than its length times that of the path.
 */
export function matchDoublestar(pattern: string, path: string): boolean {
  const patterns = new Map([[pattern, 0]])
  let states: readonly State[] = [{ pattern, id: 0, at: 0, isSegmentStart: true, skips: 'nothing' }]
  for (const character of path) {
    const open = openStates(states, patterns)
    if (open === 'all') return true
    states = distinct(open.flatMap((state) => consume(state, character)))
    if (states.length === 0) return false
  }
  return states.some(({ pattern: text, at, skips }) => skips === 'nothing' && matchesNothing(text.slice(at)))
}

/** The states that take the next character; `all` where one takes whatever comes. */
function openStates(states: readonly State[], patterns: Map<string, number>): readonly State[] | 'all' {
  const seen = new Map<number, State>()
  const pending = [...states]
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    const key = keyOf(state)
    if (seen.has(key)) continue
    seen.set(key, state)
    const { pattern, at } = state
    if (state.skips !== 'nothing') continue
    if (pattern[at] === '*') {
      const star = readStar(state)
      if (star === 'all') return 'all'
      pending.push(star, { ...star, skips: 'nothing' })
    } else if (pattern[at] === '{') {
      for (const text of splitAlternatives(pattern, at)) {
        const id = patterns.get(text) ?? patterns.size
        if (id >= maximumPatterns) continue
        patterns.set(text, id)
        pending.push({ pattern: text, id, at, isSegmentStart: true, skips: 'nothing' })
      }
    }
  }
  return [...seen.values()]
}

function readStar({ pattern, id, at, isSegmentStart }: State): State | 'all' {
  if (isSegmentStart && pattern[at + 1] === '*') {
    if (at + 2 >= pattern.length) return 'all'
    if (pattern[at + 2] === '/') return { pattern, id, at: at + 3, isSegmentStart: true, skips: 'directories' }
  }
  let end = at + 1
  while (pattern[end] === '*') end++
  return { pattern, id, at: end, isSegmentStart: false, skips: 'name' }
}

function consume(state: State, character: string): readonly State[] {
  const { pattern, id, at, skips } = state
  if (skips === 'name') return character === '/' ? [] : [state, { ...state, skips: 'nothing' }]
  if (skips === 'directories') return character === '/' ? [state, { ...state, skips: 'nothing' }] : [state]
  const after = (next: number, isSegmentStart: boolean): readonly State[] => [
    { pattern, id, at: next, isSegmentStart, skips: 'nothing' },
  ]
  const next = pattern[at]
  if (next === undefined || next === '*' || next === '{') return []
  if (next === '?') return character === '/' ? [] : after(at + 1, false)
  if (next === '[') {
    const { isMatch, end } = matchClass(pattern, at, character)
    return isMatch ? after(end, false) : []
  }
  const literal = next === '\\' ? at + 1 : at
  return pattern.startsWith(character, literal) ? after(literal + character.length, character === '/') : []
}

const empty = new Set(['', '*', '**', '/**', '**/', '/**/'])

/** Whether the rest of a pattern is satisfied where the path ends. */
function matchesNothing(rest: string): boolean {
  const pending = [rest]
  for (let count = 0; count < maximumPatterns; count++) {
    const text = pending.pop()
    if (text === undefined) return false
    if (empty.has(text)) return true
    if (text.startsWith('{')) pending.push(...splitAlternatives(text, 0))
  }
  return false
}

function distinct(states: readonly State[]): readonly State[] {
  return states.length < 2 ? states : [...new Map(states.map((state) => [keyOf(state), state])).values()]
}

/** Patterns are told apart by their number, so that the key of a state is one too. */
function keyOf({ id, at, isSegmentStart, skips }: State): number {
  const kind = skips === 'nothing' ? 0 : skips === 'name' ? 1 : 2
  return ((at * maximumPatterns + id) * 3 + kind) * 2 + (isSegmentStart ? 1 : 0)
}
