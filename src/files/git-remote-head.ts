import { runGit } from './run-git.ts'

/** The branch that the remote `origin` shows first, as Git remembers it from cloning. Undefined where it does not. */
export async function readGitRemoteHead(directory: string): Promise<string | undefined> {
  const answer = await runGit(directory, ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD'])
  const name = answer.ok
    ? answer.output
        .toString()
        .trim()
        .replace(/^origin\//, '')
    : ''
  return name === '' ? undefined : name
}
