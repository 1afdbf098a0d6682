import { UserError } from '../source/user-error.ts'
import { runGit } from './run-git.ts'

/** Throws a UserError where a text is no name of a branch, as `git check-ref-format` judges. */
export async function checkBranchName(directory: string, name: string): Promise<void> {
  const answer = await runGit(directory, ['check-ref-format', `refs/heads/${name}`])
  if (!answer.ok && answer.problem === 'not installed') {
    throw new UserError('branches are made with git, which is not installed')
  }
  if (answer.ok && name !== 'HEAD' && !name.startsWith('-')) return
  throw new UserError(
    `\`${name}\` is no name of a branch: it can have no spaces, none of \`~^:?*[\\\`, no \`..\`, and no slash or dot at ` +
      'its ends',
  )
}
