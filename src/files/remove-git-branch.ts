import { runGit } from './run-git.ts'
import { runGitAsUser } from './run-git-as-user.ts'

/** What is checked out. */
export interface GitPosition {
  /** Undefined where no branch is. */
  readonly branch: string | undefined
  /** Undefined before the first commit. */
  readonly commit: string | undefined
}

/** Tells what is checked out in the repository that holds a directory. */
export async function findGitPosition(directory: string): Promise<GitPosition> {
  const [branch, commit] = await Promise.all([
    runGit(directory, ['symbolic-ref', '--quiet', '--short', 'HEAD']),
    runGit(directory, ['rev-parse', '--verify', '--quiet', 'HEAD']),
  ])
  const read = (answer: typeof branch): string | undefined => (answer.ok ? answer.output.toString().trim() : undefined)
  return { branch: read(branch), commit: read(commit) }
}

/**
 * Takes back `createGitBranch`: goes to where it was made, with the work tree as it is, and removes the branch unless
 * something was committed to it. What Git refuses of it stays undone.
 */
export async function removeGitBranch(directory: string, name: string, { branch, commit }: GitPosition): Promise<void> {
  if (commit === undefined) return
  const place = branch === undefined ? ['--detach', commit] : [branch]
  const answer = await runGitAsUser(directory, ['switch', '--quiet', ...place])
  if (answer.ok) await runGitAsUser(directory, ['update-ref', '-d', `refs/heads/${name}`, commit])
}
