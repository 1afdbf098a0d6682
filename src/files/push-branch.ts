import { UserError } from '../source/user-error.ts'
import { checkBranchName } from './check-branch-name.ts'
import { cleanGitWords, explainGitFailure } from './explain-git-failure.ts'
import { runGitAsUser } from './run-git-as-user.ts'

/** What became of a push. */
export interface PushedBranch {
  /** Whether the remote took the push options; false where it knows none, true where none were asked for. */
  readonly hasOptions: boolean
  /** What the remote said, such as the address of a merge request; empty where it said nothing. */
  readonly words: string
}

/**
 * Pushes the commit that is checked out to a branch of a remote, which becomes the upstream of the current branch. Push
 * options (`merge_request.create` and the like) go along where the remote takes them. Never by force: a branch that has
 * other commits is left as it is. Throws a UserError with git's own words where it or the remote refuses.
 */
export async function pushBranch(
  directory: string,
  {
    remote,
    branch,
    options = [],
  }: { readonly remote: string; readonly branch: string; readonly options?: readonly string[] },
): Promise<PushedBranch> {
  await checkBranchName(directory, branch)
  if (remote === '' || remote.startsWith('-')) throw new UserError(`\`${remote}\` is no name of a remote`)
  const what = `\`${branch}\` was not pushed to \`${cleanGitWords(remote)}\``
  const wrong = options.find((option) => /[\n\0]/.test(option))
  if (wrong !== undefined) throw new UserError(`${what}: a push option has only one line, unlike \`${wrong}\``)

  const push = ['push', '--set-upstream', '--no-follow-tags', '--no-force-with-lease']
  const target = ['--', remote, `HEAD:refs/heads/${branch}`]
  const asked = await runGitAsUser(directory, [
    ...push,
    ...options.map((option) => `--push-option=${option}`),
    ...target,
  ])
  if (asked.ok) return { hasOptions: true, words: readRemoteWords(asked.message) }
  if (!/receiving end does not support push options/.test(asked.message)) throw explainGitFailure(what, asked)
  // An empty value forgets the options that the user's configuration adds.
  const plain = await runGitAsUser(directory, ['-c', 'push.pushOption=', ...push, ...target])
  if (!plain.ok) throw explainGitFailure(what, plain)
  return { hasOptions: options.length === 0, words: readRemoteWords(plain.message) }
}

/** The lines of the remote's hooks, without what git puts before them. */
function readRemoteWords(message: string): string {
  const lines = cleanGitWords(message).split('\n')
  const words = lines.filter((line) => line.startsWith('remote:')).map((line) => line.slice('remote:'.length).trim())
  return words.join('\n').trim()
}
