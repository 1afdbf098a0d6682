import { UserError } from '../source/user-error.ts'
import { checkBranchName } from './check-branch-name.ts'
import { explainGitFailure } from './explain-git-failure.ts'
import { runGit } from './run-git.ts'
import { runGitAsUser } from './run-git-as-user.ts'

/**
 * Makes a branch where HEAD is and switches to it; the work tree and the index stay as they are. Throws a UserError
 * where the name is none, the branch exists, or Git refuses, as amid a merge.
 */
export async function createGitBranch(directory: string, name: string): Promise<void> {
  await checkBranchName(directory, name)
  const existing = await runGit(directory, ['show-ref', '--verify', '--quiet', `refs/heads/${name}`])
  if (existing.ok) throw new UserError(`the branch \`${name}\` exists already; name another, or delete it first`)
  const answer = await runGitAsUser(directory, ['switch', '--quiet', '--no-track', '--create', name])
  if (answer.ok) return
  // A hook after the switch has its say in the exit code, and undoes nothing.
  const current = await runGit(directory, ['symbolic-ref', '--quiet', 'HEAD'])
  if (current.ok && current.output.toString() === `refs/heads/${name}\n`) return
  throw explainGitFailure(`the branch \`${name}\` cannot be created`, answer)
}
