import type { RepoPath } from '../source/repo-path.ts'
import { runGitOnIndex } from './git-index-command.ts'
import { splitAtNul } from './split-at-nul.ts'

/** The files on disk below a directory that are neither in the index nor ignored; none where Git cannot tell. */
export async function listUntracked(directory: string, index?: string): Promise<readonly RepoPath[]> {
  const answer = await runGitOnIndex(directory, index, ['ls-files', '--others', '--exclude-standard', '-z'])
  return answer.ok ? [...splitAtNul(answer.output)].map((path) => path.toString()) : []
}
