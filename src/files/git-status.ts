import type { RepoPath } from '../source/repo-path.ts'
import { explainGitFailure } from './explain-git-failure.ts'
import { readGitPrefix } from './git-prefix.ts'
import { runGitAsUser } from './run-git-as-user.ts'
import { splitAtNul } from './split-at-nul.ts'

/** What is not committed, each list sorted; a path may be in several. */
export interface GitStatus {
  /** Tracked files whose work tree differs from the index. */
  readonly changed: readonly RepoPath[]
  /** Where the index differs from the commit that is checked out. A rename is both of its paths. */
  readonly staged: readonly RepoPath[]
  /** Files that Git neither tracks nor ignores. */
  readonly untracked: readonly RepoPath[]
  /** Where a merge has not been resolved. */
  readonly conflicted: readonly RepoPath[]
}

/** More directories than these are picked from the status of everything. */
const maximumPathspecs = 500

/**
 * What is not committed at or below the given paths, which are relative to the directory, as are those of the result;
 * `['']` asks for all of the directory. The user's filters (such as Git LFS) judge what has changed. Throws a UserError
 * where Git cannot tell.
 */
export async function listGitStatus(directory: string, paths: readonly RepoPath[]): Promise<GitStatus> {
  const pathspecs = paths.length > maximumPathspecs ? ['.'] : paths.map((path) => (path === '' ? '.' : path))
  const status = ['status', '--porcelain=v2', '-z', '--untracked-files=all', '--ignore-submodules=dirty', '--renames']
  const [prefix, answer] = await Promise.all([
    readGitPrefix(directory),
    pathspecs.length === 0
      ? ({ ok: true, output: Buffer.alloc(0) } as const)
      : runGitAsUser(directory, ['--no-optional-locks', '--literal-pathspecs', ...status, '--', ...pathspecs]),
  ])
  if (!answer.ok) throw explainGitFailure('what is not committed cannot be told', answer)
  const found = readStatus(answer.output)
  const asked = new Set(paths)
  const choose = (all: readonly string[]): readonly RepoPath[] =>
    [...new Set(all)]
      .filter((path) => path.startsWith(prefix))
      .map((path) => path.slice(prefix.length))
      .filter((path) => isBelow(path, asked))
      .sort()
  return {
    changed: choose(found.changed),
    staged: choose(found.staged),
    untracked: choose(found.untracked),
    conflicted: choose(found.conflicted),
  }
}

function isBelow(path: RepoPath, directories: ReadonlySet<RepoPath>): boolean {
  if (directories.has('') || directories.has(path)) return true
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (directories.has(path.slice(0, end))) return true
  }
  return false
}

/** Fields that stand before the path in a line of each kind. */
const fieldsBefore: Readonly<Record<string, number>> = { '1': 8, '2': 9, u: 10, '?': 1 }

function readStatus(output: Buffer): Record<keyof GitStatus, string[]> {
  const found: Record<keyof GitStatus, string[]> = { changed: [], staged: [], untracked: [], conflicted: [] }
  const records = splitAtNul(output)
  for (const record of records) {
    const line = record.toString()
    const kind = line.charAt(0)
    const path = afterSpaces(line, fieldsBefore[kind] ?? 0)
    if (kind === '?') found.untracked.push(path)
    if (kind === 'u') found.conflicted.push(path)
    if (kind !== '1' && kind !== '2') continue
    // Where a file came from is a record of its own; what is only copied leaves it as it was.
    const origin = kind === '2' ? records.next().value?.toString() : undefined
    const sources = origin === undefined ? [] : [origin]
    if (line.charAt(2) !== '.') found.staged.push(path, ...(line.charAt(2) === 'R' ? sources : []))
    if (line.charAt(3) !== '.') found.changed.push(path, ...(line.charAt(3) === 'R' ? sources : []))
  }
  return found
}

/** What follows a number of fields, each ended by one space. */
function afterSpaces(line: string, count: number): string {
  let start = 0
  for (let i = 0; i < count; i++) start = line.indexOf(' ', start) + 1
  return line.slice(start)
}
