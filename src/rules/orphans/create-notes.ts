import type { RepoPath } from '../../source/repo-path.ts'

/** Names with the files that they stand in. */
export interface Notes {
  add(name: string, from: RepoPath): void
  /** Whether a name stands in any file but this one. */
  has(name: string, except: RepoPath): boolean
}

/** Keeps names so that a file that only names itself is told apart. */
export function createNotes(): Notes {
  const notes = new Map<string, Set<RepoPath>>()
  return {
    add(name, from) {
      const known = notes.get(name)
      if (known === undefined) notes.set(name, new Set([from]))
      else known.add(from)
    },
    has(name, except) {
      const known = notes.get(name)
      return known !== undefined && (known.size > 1 || !known.has(except))
    },
  }
}
