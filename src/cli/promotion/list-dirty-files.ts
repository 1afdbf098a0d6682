import { listGitStatus } from '../../files/git-status.ts'
import type { PlanProblem } from '../../promote/plan/promotion-plan.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/** Uncommitted changes in some directories, as a reason to stop. `whose` names the environment. */
export async function listDirtyFiles(
  root: string,
  directories: readonly RepoPath[],
  whose: string,
  help: string,
): Promise<readonly PlanProblem[]> {
  const { changed, staged, untracked, conflicted } = await listGitStatus(root, directories)
  const paths = [...new Set([...conflicted, ...changed, ...staged, ...untracked])].sort()
  if (paths.length === 0) return []
  const files = paths.length === 1 ? 'one file' : `${paths.length} files`
  return [
    {
      code: 'dirty',
      message: `${whose} has uncommitted changes in ${files}`,
      help,
      places: paths,
      at: undefined,
    },
  ]
}
