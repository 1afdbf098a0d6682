import type { RepoPath } from '../../source/repo-path.ts'

/** How the two environments are named. */
export interface LeakWords {
  readonly source: readonly string[]
  readonly target: readonly string[]
  /** Texts that hold a name of the source and mean something else. */
  readonly mayName: readonly string[]
  /** Whether a path is a directory of the repository; of a short name only those that are count as paths. */
  readonly isDirectory?: (path: RepoPath) => boolean
}

/** A name of the source in a text, as offsets. */
export interface NameMatch {
  readonly start: number
  readonly end: number
}

/** What a text is: a value may be a name as a whole, a key is none. */
export type TextRole = 'key' | 'value' | 'line'

/** Finds the first name of the source in a text; `key` is that of a value. */
export type NameTest = (text: string, role?: TextRole, key?: string) => NameMatch | undefined

/** Shorter names are words of other things as well: `dev`, `test`, `int`. */
const shortest = 5

/** Keys whose values are words of another language: a type, an operation, a hook of Helm. */
const otherLanguage = /(?:^|\/)(?:type|kind|format|op|hook|verb)$/i

/**
 * A name of the source counts where it stands alone between separators, unless a longer name of the target or text of
 * `mayName` stands there. A short one counts only in a host, in a directory of the repository, and in the name of an
 * object: `dev`, `dev-web` and `web-dev` as a whole value.
 */
export function createNameTest({ source, target, mayName, isDirectory }: LeakWords): NameTest {
  const passed = new Set([...target, ...mayName].map((one) => one.toLowerCase()))
  const names = new Set(source.map((one) => one.toLowerCase()).filter((one) => one !== '' && !passed.has(one)))
  const all = [...passed, ...names].filter((one) => one !== '').sort((a, b) => b.length - a.length)
  if (names.size === 0) return () => undefined
  const alone = (word: string): string => `(?<![a-z0-9])${escapePattern(word)}(?![a-z0-9])`
  const written = all.map((word) => (names.has(word) ? alone(word) : escapePattern(word)))
  const pattern = new RegExp(written.join('|'), 'gi')
  return (text, role = 'line', key = '') => {
    for (const match of text.matchAll(pattern)) {
      const name = match[0].toLowerCase()
      if (!names.has(name)) continue
      const found = { start: match.index, end: match.index + match[0].length }
      if (name.length >= shortest || isMeant(text, found, { role, key, isDirectory })) return found
    }
    return undefined
  }
}

interface Surroundings {
  readonly role: TextRole
  readonly key: string
  readonly isDirectory: LeakWords['isDirectory']
}

function isMeant(text: string, match: NameMatch, { role, key, isDirectory }: Surroundings): boolean {
  const token = tokenAt(text, match, /[\w./:@%~-]/)
  const inner = { start: match.start - token.start, end: match.end - token.start }
  if (isHost(token.text, inner)) return true
  if (isDirectory !== undefined && isInDirectory(token.text, inner, isDirectory)) return true
  return role !== 'key' && isName(text, match, role, key)
}

/** No host and no path that matters goes on for more characters. */
const farthest = 256

/** The piece of a text around a match. */
function tokenAt(
  text: string,
  { start, end }: NameMatch,
  letter: RegExp,
): { readonly start: number; readonly text: string } {
  let [from, to] = [start, end]
  while (from > Math.max(0, start - farthest) && letter.test(text[from - 1] ?? '')) from -= 1
  while (to < Math.min(text.length, end + farthest) && letter.test(text[to] ?? '')) to += 1
  return { start: from, text: text.slice(from, to) }
}

const fileEnding =
  /^(?:ya?ml|json5?|env|txt|md|sh|py|js|ts|toml|ini|conf|cfg|properties|tpl|tmpl|xml|html?|pem|crt|key|log|gz|tgz|zip)$/i

/** A label of a host, which has others beside it; `.dev` at the end is anybody's. */
function isHost(token: string, { start, end }: NameMatch): boolean {
  const { start: from, text } = tokenAt(token, { start, end }, /[\w.-]/)
  const host = text.replace(/\.$/, '')
  const labels = host.split('.')
  const last = labels.at(-1) ?? ''
  if (labels.length < 2 || !/^[a-z][a-z0-9-]+$/i.test(last) || fileEnding.test(last)) return false
  if (!labels.every((label) => /^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?$/i.test(label))) return false
  // Behind a slash it is a host only if that belongs to `https://`.
  const before = token.slice(0, from)
  if (before.endsWith('/') && !before.endsWith('://')) return false
  const label = host.lastIndexOf('.', start - from) + 1
  const dot = host.indexOf('.', end - from)
  return dot >= 0 && isPartOf(host.slice(label, dot), start - from - label, end - from - label)
}

/** A segment of a path, where the path up to there is a directory, from the top or below another. */
function isInDirectory(token: string, { start, end }: NameMatch, isDirectory: (path: RepoPath) => boolean): boolean {
  if (!token.includes('/') || token.startsWith('/') || /:\/\//.test(token)) return false
  const from = token.lastIndexOf('/', start - 1) + 1
  const slash = token.indexOf('/', end)
  const to = slash < 0 ? token.length : slash
  if (!isPartOf(token.slice(from, to), start - from, end - from)) return false
  return isDirectory(token.slice(0, to).replace(/^(?:\.{1,2}\/)+/, ''))
}

/** The whole value, or what stands behind the key in a line of another language. */
function isName(text: string, { start, end }: NameMatch, role: TextRole, key: string): boolean {
  if (text.length > 2 * farthest) return false
  const assigned = /^\s*(?:- )?["']?([\w./-]+)["']?\s*(?:=|:\s)\s*["']?([\w-]+)["']?,?\s*$/.exec(text)
  const value = assigned?.[2] ?? (role === 'value' ? text.trim() : '')
  const name = assigned?.[1] ?? key
  if (!/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(value) || otherLanguage.test(name)) return false
  const from = text.lastIndexOf(value, start)
  return from >= 0 && end <= from + value.length && isPartOf(value, start - from, end - from)
}

/** Alone, in front of a hyphen, or behind one. */
function isPartOf(name: string, start: number, end: number): boolean {
  if (start === 0) return end === name.length || name[end] === '-'
  return end === name.length && name[start - 1] === '-'
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
