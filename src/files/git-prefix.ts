import { runGit } from './run-git.ts'

/** Where a directory lies below the top of its repository's work tree: `''` at the top, else with a slash at its end. */
export async function readGitPrefix(directory: string): Promise<string> {
  const answer = await runGit(directory, ['rev-parse', '--show-prefix'])
  return answer.ok ? answer.output.toString().replace(/\n$/, '') : ''
}
