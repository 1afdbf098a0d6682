import type { RepoPath } from '../source/repo-path.ts'
import { explainGitFailure } from './explain-git-failure.ts'
import { findGitCommit } from './git-commit.ts'
import { readGitPrefix } from './git-prefix.ts'
import { runGit } from './run-git.ts'

/**
 * The hash of the tree that a path, relative to the directory, is in a revision; undefined where it is not there, or no
 * directory. Throws a UserError where the revision is unknown or Git lacks something.
 */
export async function readGitTreeHash(
  directory: string,
  revision: string,
  path: RepoPath,
): Promise<string | undefined> {
  const [commit, prefix] = await Promise.all([findGitCommit(directory, revision), readGitPrefix(directory)])
  const whole = `${prefix}${path}`.replace(/\/$/, '')
  const answer =
    whole === ''
      ? await runGit(directory, ['rev-parse', '--verify', `${commit}^{tree}`])
      : await runGit(directory, ['--literal-pathspecs', 'ls-tree', '-z', '--full-tree', commit, '--', whole])
  if (!answer.ok) throw explainGitFailure(`\`${path}\` of ${revision} cannot be read`, answer)
  const text = answer.output.toString('latin1')
  if (whole === '') return text.trim()
  const [, type, hash] = text.split(/[ \t]/)
  return type === 'tree' ? hash : undefined
}
