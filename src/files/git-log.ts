import type { RepoPath } from '../source/repo-path.ts'
import { type GitHistoryQuestion, readGitHistory } from './git-history.ts'

/** A commit and what it did to the asked paths. */
export interface GitLogEntry {
  readonly hash: string
  /** The name of its author. */
  readonly author: string
  /** When it was written, as ISO 8601 with the author's offset; empty where the commit does not say. */
  readonly date: string
  readonly subject: string
  readonly parents: readonly string[]
  /** The trailers of its message, as `git interpret-trailers --parse` finds them; of one repeated, the last. */
  readonly trailers: ReadonlyMap<string, string>
  /** The commits that its message says it reverts, in the words of `git revert`; with `--reference` they are shortened. */
  readonly reverts: readonly string[]
  /** Those of them that are merges, each with the commit whose state is back: all that came with the merge is reverted. */
  readonly revertedMerges?: readonly { readonly merge: string; readonly since: string }[]
  /** What it changed at or below the asked paths, sorted. Of a merge: what differs from all of its parents. */
  readonly paths: readonly RepoPath[]
}

/** A commit, in brackets its subject and date where it was named by `--reference`, and for a merge what is back. */
const reverted =
  /^This reverts commit ([0-9a-f]{7,64})\b(?: \([^\n]*?\))?(?:,\s+reversing\s+changes\s+made\s+to\s+([0-9a-f]{7,64})\b)?/gm

const format = ['%an', '%aI', '%P', '%s', '%(trailers:only,unfold)', '%B']

/**
 * The commits up to a revision that touch the asked paths, newest first and children before parents; paths are relative
 * to the directory. Throws a UserError where a revision is unknown or Git lacks something.
 */
export async function listGitLog(directory: string, question: GitHistoryQuestion): Promise<readonly GitLogEntry[]> {
  const entries = await readGitHistory(directory, question, format)
  return entries.map(({ fields, changes }) => {
    const [hash = '', author = '', date = '', parents = '', subject = '', trailers = '', message = ''] = fields
    return {
      hash,
      author,
      date,
      subject,
      parents: parents.split(' ').filter((parent) => parent !== ''),
      trailers: readTrailers(trailers),
      reverts: [...message.matchAll(reverted)].map(([, one = '']) => one),
      revertedMerges: [...message.matchAll(reverted)].flatMap(([, merge = '', since]) =>
        since === undefined ? [] : [{ merge, since }],
      ),
      paths: [...new Set(changes.map(({ path }) => path))].sort(),
    }
  })
}

function readTrailers(lines: string): ReadonlyMap<string, string> {
  const trailers = new Map<string, string>()
  for (const line of lines.split('\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) trailers.set(line.slice(0, colon).trim(), line.slice(colon + 1).trim())
  }
  return trailers
}
