import { resolve } from 'node:path'
import { isWithin } from '../source/is-within.ts'
import { type GitAnswer, runGit } from './run-git.ts'

/** Leads to the index that its first argument names, which git takes from its environment alone. */
const alias = '!of() { cd "./$GIT_PREFIX" && export GIT_INDEX_FILE="$1" && shift && exec git "$@"; }; of'

/** Runs git as {@link runGit} does, on the index in the file `index` where one is named. Never rejects. */
export function runGitOnIndex(
  directory: string,
  index: string | undefined,
  args: readonly string[],
  input = '',
): Promise<GitAnswer> {
  if (index === undefined) return runGit(directory, args, input)
  return runGit(directory, ['-c', `alias.of-index=${alias}`, 'of-index', index, ...args], input)
}

/**
 * The index that a hook is to judge where it is not the usual one: `git commit --all` and `git commit <path>` prepare the
 * commit in another, and name it in GIT_INDEX_FILE, which is `named` here. Undefined where none is named, or that of
 * another repository: a hook may well look at one besides its own.
 */
export async function chooseGitIndex(
  directory: string,
  named: string | undefined,
  workingDirectory: string,
): Promise<string | undefined> {
  if (named === undefined || named === '') return undefined
  const [own, here] = await Promise.all([findGitDirectory(directory), findGitDirectory(workingDirectory)])
  const index = resolve(workingDirectory, named)
  return own !== undefined && (own === here || isWithin(index, own)) ? index : undefined
}

async function findGitDirectory(directory: string): Promise<string | undefined> {
  const answer = await runGit(directory, ['rev-parse', '--absolute-git-dir'])
  return answer.ok ? answer.output.toString().replace(/\n$/, '') : undefined
}
