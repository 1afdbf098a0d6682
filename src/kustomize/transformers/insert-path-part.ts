import { posix } from 'node:path'

/**
 * Inserts a part into a path at a place counted from 0 (filesys.InsertPathPart). A path from the root stays one, and a
 * place beyond the end is the end.
 */
export function insertPathPart(path: string, position: number, part: string): string {
  if (part === '') return path
  const parts = splitPath(path)
  const place = Math.min(Math.max(position, 0), parts.length)
  return joinPath(parts.toSpliced(parts[0] === '' && place < parts.length ? place + 1 : place, 0, part))
}

function splitPath(path: string): readonly string[] {
  if (path === '') return []
  const slash = path.lastIndexOf('/')
  const last = path.slice(slash + 1)
  if (slash < 0) return [last]
  if (slash === 0) return last === '' ? [''] : ['', last]
  return [...splitPath(path.slice(0, slash)), last]
}

function joinPath(parts: readonly string[]): string {
  const [first, ...rest] = parts
  return first === '' ? `/${joinRelative(rest)}` : joinRelative(parts)
}

function joinRelative(parts: readonly string[]): string {
  const kept = parts.filter((part) => part !== '')
  const joined = kept.length === 0 ? '' : posix.join(...kept)
  return joined.length > 1 && joined.endsWith('/') ? joined.slice(0, -1) : joined
}
