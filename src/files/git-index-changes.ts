import type { RepoPath } from '../source/repo-path.ts'
import { explainGitFailure } from './explain-git-failure.ts'
import { runGitOnIndex } from './git-index-command.ts'
import { splitAtNul } from './split-at-nul.ts'

/**
 * The paths below a directory, relative to it, at which the index differs from HEAD; a rename is both of its paths. `index`
 * is the file of another index than the usual one. Throws a UserError where Git cannot tell.
 */
export async function listStagedPaths(directory: string, index?: string): Promise<ReadonlySet<RepoPath>> {
  const options = ['--cached', '--relative', '--no-renames', '--name-only', '-z', '--ita-invisible-in-index']
  const answer = await runGitOnIndex(directory, index, ['diff-index', ...options, 'HEAD'])
  if (!answer.ok) throw explainGitFailure('what is staged cannot be told', answer)
  return new Set([...splitAtNul(answer.output)].map((path) => path.toString()))
}
