import type { RepoPath } from '../source/repo-path.ts'
import { explainGitFailure } from './explain-git-failure.ts'
import { findGitCommit } from './git-commit.ts'
import { runGit } from './run-git.ts'
import { splitAtNul } from './split-at-nul.ts'

/**
 * The paths below a directory, relative to it and sorted, at which a commit, or without a revision the index, has a
 * submodule. Throws a UserError where the revision is unknown or Git cannot list it.
 */
export async function listGitSubmodules(directory: string, revision?: string): Promise<readonly RepoPath[]> {
  const listed =
    revision === undefined
      ? await runGit(directory, ['ls-files', '--stage', '-z'])
      : await runGit(directory, ['ls-tree', '-r', '-z', await findGitCommit(directory, revision)])
  if (!listed.ok) throw explainGitFailure('submodules cannot be listed', listed)
  return readSubmodules(listed.output)
}

/** The submodules in what `ls-files --stage -z` or `ls-tree -z` prints, sorted. */
export function readSubmodules(listed: Buffer): readonly RepoPath[] {
  const paths = new Set<RepoPath>()
  if (!listed.includes('160000 ')) return []
  for (const record of splitAtNul(listed)) {
    if (record.toString('latin1', 0, 7) !== '160000 ') continue
    // A path of the index stands once for each side of a conflict.
    paths.add(record.subarray(record.indexOf(9) + 1).toString())
  }
  return [...paths].sort()
}
