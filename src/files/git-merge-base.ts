import { UserError } from '../source/user-error.ts'
import { findGitCommit } from './git-commit.ts'
import { runGit } from './run-git.ts'

/**
 * The hash of the commit at which two revisions part, as `git merge-base` finds it; undefined where they have no common
 * history. Throws a UserError as {@link findGitCommit} does, and where a shallow clone does not reach back that far.
 */
export async function findMergeBase(directory: string, one: string, other: string): Promise<string | undefined> {
  const [first, second] = await Promise.all([findGitCommit(directory, one), findGitCommit(directory, other)])
  const found = await runGit(directory, ['merge-base', first, second])
  if (found.ok) return found.output.toString().trim()
  const shallow = await runGit(directory, ['rev-parse', '--is-shallow-repository'])
  if (shallow.ok && shallow.output.toString().trim() === 'true') {
    throw new UserError(
      `this clone is shallow and does not reach back to where \`${one}\` and \`${other}\` part: fetch more history ` +
        'first (`git fetch --unshallow`; in CI a checkout with `fetch-depth: 0`)',
    )
  }
  return undefined
}
