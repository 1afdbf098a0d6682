import { runGit } from './run-git.ts'

/** The names of a repository's remotes, sorted; none where Git cannot tell. */
export async function listGitRemotes(directory: string): Promise<readonly string[]> {
  const answer = await runGit(directory, ['remote'])
  const names = answer.ok ? answer.output.toString().split('\n') : []
  return names.filter((name) => name !== '').sort()
}
