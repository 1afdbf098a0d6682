import type { RepoPath } from '../source/repo-path.ts'
import { UserError } from '../source/user-error.ts'
import { explainGitFailure } from './explain-git-failure.ts'
import { findGitCommit } from './git-commit.ts'
import { readGitPrefix } from './git-prefix.ts'
import { runGit } from './run-git.ts'
import { splitAtNul } from './split-at-nul.ts'

/** Which commits are asked for. */
export interface GitHistoryQuestion {
  /** The newest: a revision. */
  readonly to: string
  /** A revision that is left out with all that it comes from. */
  readonly from?: string
  /** Files and directories, relative to the asked directory; nothing means all of it. */
  readonly paths: readonly RepoPath[]
  /** A text, no expression, that the message must contain. */
  readonly grep?: string
  /**
   * Also commits of branches whose changes a merge took back or never took. Without it the history is simplified as
   * `git log` does: where a merge agrees with one of its parents on the paths, only that one is followed.
   */
  readonly full?: boolean
}

/** A commit as git prints it: the values of the format's fields, and what it did to the asked paths. */
export interface GitHistoryEntry {
  readonly fields: readonly string[]
  readonly changes: readonly {
    readonly path: RepoPath
    /** The hash of the content after the commit; undefined where the path is no file after it. */
    readonly blob?: string
  }[]
}

const options = ['--raw', '-z', '-c', '--no-abbrev', '--no-renames', '--no-follow', '--no-ext-diff', '--no-textconv']
const appearance = ['--date-order', '--encoding=UTF-8', '--no-show-signature', '--no-mailmap', '--no-color']
const settings = ['-c', 'log.showRoot=true', '-c', 'diff.relative=false', '-c', 'trailer.separators=:']

/**
 * The commits that touch some paths, newest first and children before parents; one call of git reads all. `format` names
 * the fields in the language of `git log`; none may hold a NUL. What a merge changed is what differs from all its
 * parents. Throws a UserError where a revision is unknown or Git lacks something.
 */
export async function readGitHistory(
  directory: string,
  { to, from, paths, grep, full = false }: GitHistoryQuestion,
  format: readonly string[],
): Promise<readonly GitHistoryEntry[]> {
  if (grep?.includes('\n')) throw new UserError('a text to search commit messages for has only one line')
  const [newest, excluded, prefix] = await Promise.all([
    findGitCommit(directory, to),
    from === undefined ? undefined : findGitCommit(directory, from),
    readGitPrefix(directory),
  ])
  const pathspecs = paths.length === 0 && prefix !== '' ? ['.'] : paths.map((path) => (path === '' ? '.' : path))
  const answer = await runGit(directory, [
    ...settings,
    '--literal-pathspecs',
    'log',
    ...options,
    ...appearance,
    `--format=${['%H', ...format].map((field) => `${field}%x00`).join('')}`,
    ...(full ? ['--full-history'] : []),
    ...(grep === undefined ? [] : ['--fixed-strings', `--grep=${grep}`]),
    newest,
    ...(excluded === undefined ? [] : [`^${excluded}`]),
    '--',
    ...pathspecs,
  ])
  if (!answer.ok) throw explainGitFailure(`the history up to \`${to}\` cannot be read`, answer)
  return readEntries(answer.output, format.length, prefix)
}

const isHash = /^[0-9a-f]{40,64}$/

function readEntries(output: Buffer, fieldCount: number, prefix: string): readonly GitHistoryEntry[] {
  const entries: { fields: string[]; changes: GitHistoryEntry['changes'][number][] }[] = []
  const tokens = splitAtNul(output)
  for (const token of tokens) {
    // A line break stands between the fields and the first change.
    const text = token.toString().replace(/^\n/, '')
    if (isHash.test(text)) {
      const fields = [text]
      while (fields.length <= fieldCount) fields.push(tokens.next().value?.toString() ?? '')
      entries.push({ fields, changes: [] })
    } else if (text.startsWith(':')) {
      const path: string = tokens.next().value?.toString() ?? ''
      const blob = readBlob(text)
      if (!path.startsWith(prefix)) continue
      entries.at(-1)?.changes.push({ path: path.slice(prefix.length), ...(blob === undefined ? {} : { blob }) })
    }
  }
  return entries
}

/** The content after: as many colons as parents, then modes and hashes of each parent and of the result, and a letter. */
function readBlob(change: string): string | undefined {
  const words = change.replace(/^:+/, '').split(' ')
  const count = (words.length - 1) / 2
  const mode = words[count - 1] ?? ''
  return /^1[02]/.test(mode) ? words[2 * count - 1] : undefined
}
