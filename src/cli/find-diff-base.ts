import { findGitCommit } from '../files/git-commit.ts'
import { findMergeBase } from '../files/git-merge-base.ts'
import { fetchMoreHistory, isHistoryCut } from '../files/is-history-cut.ts'
import { UserError } from '../source/user-error.ts'
import type { Pipeline } from './read-pipeline.ts'

/** What to compare with. */
export interface DiffBase {
  /** A commit, or `HEAD`. */
  readonly revision: string
  /** How it is called where it is shown. */
  readonly name: string
}

/** Where the question comes from. */
interface BaseQuestion {
  readonly root: string
  /** What is compared with the base; `HEAD` for the work tree. */
  readonly head: string
  /** The branch that is checked out, where it is known. */
  readonly branch: string | undefined
  /** The main branch, where the configuration names it. */
  readonly mainBranch: string | undefined
  /** What a pipeline says that it is to merge into. */
  readonly pipeline: Pick<Pipeline, 'targetBranch' | 'targetCommit' | 'targetTip'>
}

/**
 * What a change is compared with where nobody says so: the commit at which it left the branch that it is to be merged
 * into, or the last commit where that branch itself is checked out. Throws a UserError where no such branch is found, or
 * a shallow clone does not reach back that far. GitLab's pipelines for merged results run on a merge of the branch and its
 * target: what the target has gained is no part of the change then.
 */
export async function findDiffBase(question: BaseQuestion): Promise<DiffBase> {
  const { root, head, branch, mainBranch } = question
  const { targetBranch, targetCommit } = question.pipeline
  if (head === 'HEAD') {
    const commit = await findLeft(root, question.pipeline)
    if (commit !== undefined) return { revision: commit, name: `where HEAD left ${targetBranch ?? 'its target'}` }
  }
  const wanted = targetBranch ?? mainBranch
  if (head === 'HEAD' && branch !== undefined && targetBranch === undefined) {
    const isMain = mainBranch === undefined ? branch === 'main' || branch === 'master' : branch === mainBranch
    if (isMain) return { revision: 'HEAD', name: 'HEAD' }
  }
  const names =
    wanted === undefined
      ? ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master']
      : [`origin/${wanted}`, wanted]
  for (const name of names) {
    if (!(await exists(root, name))) continue
    const commit = await findMergeBase(root, head, name)
    if (commit === undefined) {
      throw new UserError(
        `\`${head}\` and \`${name}\` have no common history; name the revision to compare with: --base`,
      )
    }
    return { revision: commit, name: `where ${head} left ${name}` }
  }
  // Without a single commit this says so.
  await findGitCommit(root, head)
  if (head === 'HEAD' && targetCommit !== undefined) {
    throw new UserError(
      `this clone lacks the commit ${targetCommit}, at which the pipeline says that the branch left ` +
        `${targetBranch ?? 'its target'}: fetch more history first (in GitLab the variable \`GIT_DEPTH: "0"\`)`,
    )
  }
  const missing =
    wanted === undefined
      ? 'no main branch was found (origin/HEAD, main or master)'
      : `there is no branch \`${wanted}\` to compare with`
  if (await isHistoryCut(root)) throw new UserError(`${missing}, and this clone is shallow: ${fetchMoreHistory}`)
  throw new UserError(
    wanted === undefined
      ? `${missing}; name the revision to compare with: --base, or \`mainBranch\` in .gitops.yaml`
      : `${missing}; fetch it, or name a revision: --base`,
  )
}

/** Where HEAD left its target by what a pipeline says; undefined where it does not say so, or the clone lacks the commit. */
async function findLeft(root: string, pipeline: BaseQuestion['pipeline']): Promise<string | undefined> {
  const { targetCommit, targetTip } = pipeline
  if (targetTip !== undefined && (await exists(root, targetTip))) {
    const commit = await findMergeBase(root, 'HEAD', targetTip)
    if (commit !== undefined) return commit
  }
  return targetCommit !== undefined && (await exists(root, targetCommit)) ? targetCommit : undefined
}

async function exists(root: string, name: string): Promise<boolean> {
  try {
    await findGitCommit(root, name)
    return true
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}
