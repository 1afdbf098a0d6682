import { decodeBase64 } from './decode-base64.ts'
import type { Entry } from './entry.ts'
import { isPublicKey } from './is-public-key.ts'
import { readAssignment } from './read-assignment.ts'
import type { Role } from './role.ts'
import { roleOf } from './role-of.ts'

/** The parts of a value that are judged by their own names, or undefined where the value is one whole. */
export function listNestedEntries({ key, text, depth, outer, isEncoded }: Entry): readonly Entry[] | undefined {
  if (/^[[{]/.test(text)) {
    const leaves = jsonLeaves(text, key, promiseOf(key, outer))
    // readable configuration has plain settings beside its secrets, so less is taken for one
    const soften = (role: Role): Role => (role === 'credential' && isEncoded !== true ? 'key' : role)
    if (leaves !== undefined) return leaves.map((leaf) => ({ depth: depth + 1, ...leaf, outer: soften(leaf.outer) }))
  }
  if (/^-----BEGIN /.test(text) || isPublicKey(text)) return []
  if (/^(?:machine|default)\s/.test(text)) {
    const passwords = text.matchAll(/\spassword\s+(\S{1,500})/g)
    return Array.from(passwords, ([, password = '']) => ({ key: 'password', text: password, depth: depth + 1 }))
  }
  if (text.includes('\n')) {
    const lines = text.split('\n')
    const assignments = lines.flatMap((line) => readAssignment(line) ?? [])
    const isList = assignments.length === 0 && roleOf(key) === 'credential'
    const entries = isList ? lines.map((line) => ({ key, text: line.replace(/^\s*#.*/, '') })) : assignments
    return entries.map((entry) => ({ depth: depth + 1, isSearched: true, ...entry }))
  }
  const pairs = connectionStringPairs(text)
  if (pairs !== undefined) return pairs.map((pair) => ({ depth: depth + 1, isSearched: true, ...pair }))
  const scheme = /^(?:Bearer|Basic|Token|ApiKey) +(?=\S+$)/i.exec(text)
  if (scheme !== null) {
    const basic = scheme[0].toLowerCase().startsWith('basic')
    return [{ key: basic ? 'auth' : 'token', text: text.slice(scheme[0].length), depth: depth + 1 }]
  }
  const decoded = text.length >= 12 ? decodeBase64(text) : undefined
  if (decoded === undefined) return undefined
  const user = /^[^\s:]{1,100}:(?=\S+$)/.exec(decoded)
  if (/^auth$/i.test(key) && user !== null) {
    return [{ key: 'password', text: decoded.slice(user[0].length), depth: depth + 1 }]
  }
  // nine random bytes are no text but once in ten thousand times
  return [{ key, text: decoded, depth: depth + 1, isEncoded: true, ...(outer && { outer }) }]
}

interface JsonLeaf {
  readonly key: string
  readonly text: string
  readonly outer: Role
}

function jsonLeaves(text: string, key: string, outer: Role): JsonLeaf[] | undefined {
  let root: unknown
  try {
    root = JSON.parse(text)
  } catch {
    return undefined
  }
  const leaves: JsonLeaf[] = []
  const stack: { key: string; value: unknown; outer: Role }[] = [{ key, value: root, outer }]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const { value, key: name, outer } = node
    if (typeof value === 'string') leaves.push({ key: name, text: value, outer })
    else if (Array.isArray(value)) for (const entry of value) stack.push({ key: name, value: entry, outer })
    else if (typeof value === 'object' && value !== null) {
      const inner = promiseOf(name, outer)
      for (const [field, entry] of Object.entries(value)) stack.push({ key: field, value: entry, outer: inner })
    }
  }
  return leaves
}

/** What a name promises of the names in it: what it says itself, or what those around it say. */
function promiseOf(key: string, outer: Role = 'unknown'): Role {
  const role = roleOf(key)
  return role === 'unknown' ? outer : role === 'harmless' ? 'unknown' : role
}

/** `Server=db;Password=…`, `host=db password=…` and the like, as their parts. */
function connectionStringPairs(text: string): { key: string; text: string }[] | undefined {
  if (text.includes('://')) return undefined
  const separator = text.includes(';') ? /;\s*/ : /\s+/
  const pairs = text.split(separator).filter((part) => part !== '')
  const read = pairs.map((part) => /^([A-Za-z][\w .-]{0,60}?) ?=(.+)$/.exec(part))
  if (pairs.length < 2 || read.some((match) => match === null)) return undefined
  return read.map((match) => ({ key: match?.[1] ?? '', text: match?.[2] ?? '' }))
}
