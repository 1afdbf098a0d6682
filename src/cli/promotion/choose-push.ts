import { listGitRemotes } from '../../files/list-git-remotes.ts'
import { UserError } from '../../source/user-error.ts'
import type { WriteRequest } from './write-promotion.ts'

/** Where a promotion may go. */
interface PushQuestion {
  readonly root: string
  /** The branch that is made for it; undefined where it goes to the one that is checked out. */
  readonly made: string | undefined
  /** The branch that is checked out; undefined when detached. */
  readonly current: string | undefined
  readonly mainBranch: string | undefined
  readonly title: string
  /** One line. */
  readonly description: string
}

/**
 * To which remote and branch a promotion is pushed, with the options that open a merge request in GitLab
 * (docs.gitlab.com, push options). Throws a UserError where that would be the main branch, or no remote is the one.
 */
export async function choosePush(question: PushQuestion): Promise<NonNullable<WriteRequest['push']>> {
  const { root, made, current, mainBranch, title, description } = question
  const branch = made ?? current
  if (branch === undefined) throw new UserError('no branch is checked out: name one with `--branch`')
  const isMain = mainBranch === undefined ? branch === 'main' || branch === 'master' : branch === mainBranch
  if (isMain)
    throw new UserError(`\`--push\` does not push to \`${branch}\`: name a branch of its own with \`--branch\``)
  const remotes = await listGitRemotes(root)
  const remote = remotes.includes('origin') ? 'origin' : remotes[0]
  if (remote === undefined) throw new UserError('there is no remote to push to')
  if (remote !== 'origin' && remotes.length > 1) {
    throw new UserError(`none of the remotes ${remotes.join(', ')} is called origin: push the branch yourself`)
  }
  const into = mainBranch ?? (made === undefined ? undefined : current)
  return {
    remote,
    branch,
    options: [
      'merge_request.create',
      ...(into === undefined ? [] : [`merge_request.target=${into}`]),
      `merge_request.title=${title}`,
      `merge_request.description=${description}`,
    ],
  }
}
