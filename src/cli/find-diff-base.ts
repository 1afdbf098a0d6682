import { findGitCommit } from '../files/git-commit.ts'
import { findMergeBase } from '../files/git-merge-base.ts'
import { UserError } from '../source/user-error.ts'

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
  /** The branch that a pipeline is to merge into. */
  readonly targetBranch: string | undefined
  /** Where a pipeline says that its branch left that one. */
  readonly targetCommit: string | undefined
}

/**
 * What a change is compared with where nobody says so: the commit at which it left the branch that it is to be merged
 * into, or the last commit where that branch itself is checked out. Throws a UserError where no such branch is found, or
 * a shallow clone does not reach back that far.
 */
export async function findDiffBase(question: BaseQuestion): Promise<DiffBase> {
  const { root, head, branch, mainBranch, targetBranch, targetCommit } = question
  if (head === 'HEAD' && targetCommit !== undefined && (await exists(root, targetCommit))) {
    return { revision: targetCommit, name: `where HEAD left ${targetBranch ?? 'its target'}` }
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
  throw new UserError(
    wanted === undefined
      ? 'no main branch was found (origin/HEAD, main or master); name the revision to compare with: --base, or `mainBranch` in .gitops.yaml'
      : `there is no branch \`${wanted}\` to compare with; fetch it, or name a revision: --base`,
  )
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
