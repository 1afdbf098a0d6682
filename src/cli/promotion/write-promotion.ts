import { commitPaths } from '../../files/commit-paths.ts'
import { createGitBranch } from '../../files/create-git-branch.ts'
import { readGitTreeHash } from '../../files/git-tree-hash.ts'
import { pushBranch } from '../../files/push-branch.ts'
import { findGitPosition, removeGitBranch } from '../../files/remove-git-branch.ts'
import { applyTransaction } from '../../files/transaction/apply-transaction.ts'
import type { FileChange } from '../../files/transaction/file-change.ts'
import type { Transaction } from '../../files/transaction/transaction.ts'
import type { PromotionPlan } from '../../promote/plan/promotion-plan.ts'
import { UserError } from '../../source/user-error.ts'

/** What is done beside the writing of files. */
export interface WriteRequest {
  /** The message of the commit; undefined makes none. */
  readonly message: string | undefined
  /** A branch to make first; undefined stays on the one that is checked out. */
  readonly branch: string | undefined
  /** Where to push to; undefined pushes nothing. */
  readonly push: { readonly remote: string; readonly branch: string; readonly options: readonly string[] } | undefined
}

/** What was done. */
export interface Written {
  readonly commit: string | undefined
  /** What to tell the user about it, a sentence each. */
  readonly notes: readonly string[]
}

/**
 * Writes all changes or none, then commits and pushes them where that is asked for. What cannot be committed, as when a
 * hook refuses it, is not written either, and leaves no branch. Throws a UserError that says what is done.
 */
export async function writePromotion(
  transaction: Transaction,
  { changes, trees }: Pick<PromotionPlan, 'changes' | 'trees'>,
  { message, branch, push }: WriteRequest,
): Promise<Written> {
  const { root } = transaction
  const position = await findGitPosition(root)
  if (branch !== undefined) await createGitBranch(root, branch)
  const leaveBranch = async (): Promise<void> => {
    if (branch !== undefined) await removeGitBranch(root, branch, position)
  }
  await applyTransaction(transaction, changes).catch(async (error: unknown) => {
    await leaveBranch()
    throw error
  })
  if (message === undefined) return { commit: undefined, notes: [] }
  const paths = changes.map(({ path }) => path)
  const commit = await commitPaths(root, paths, message).catch(async (error: unknown) => {
    if ((await findGitPosition(root)).commit === position.commit) {
      await takeBack(transaction, changes, error)
      await leaveBranch()
    }
    throw error
  })
  const notes = await compareTrees(root, commit, trees)
  if (push === undefined) return { commit, notes }
  const { hasOptions, words } = await pushBranch(root, push).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error
    const again = `git push --set-upstream ${push.remote} HEAD:${push.branch}`
    throw new UserError(`${error.message}\nThe commit ${commit.slice(0, 10)} is made; to push it: ${again}`)
  })
  return {
    commit,
    notes: [
      ...notes,
      ...(hasOptions || push.options.length === 0
        ? []
        : ['The remote takes no push options: open the merge request there yourself.']),
      ...(words === '' ? [] : [words]),
    ],
  }
}

/** Writes the files as they were. Throws a UserError where something, such as a hook, has changed them meanwhile. */
async function takeBack(transaction: Transaction, changes: readonly FileChange[], cause: unknown): Promise<void> {
  const backwards = changes.map(({ path, before, after }) => ({ path, before: after, after: before }))
  await applyTransaction(transaction, backwards).catch((error: unknown) => {
    if (!(error instanceof UserError) || !(cause instanceof UserError)) throw cause
    throw new UserError(
      `${cause.message}\nThe files are written and stay, not committed, because they cannot be put back: ${error.message}`,
    )
  })
}

/** Where Git committed something else than what was planned. A repository with longer hashes cannot be compared. */
async function compareTrees(root: string, commit: string, trees: PromotionPlan['trees']): Promise<readonly string[]> {
  const notes: string[] = []
  for (const [directory, tree] of trees) {
    const committed = await readGitTreeHash(root, commit, directory)
    if (committed === tree || committed?.length !== tree?.length) continue
    notes.push(
      `\`${directory}\` was not committed as it was planned: a hook, or a filter of .gitattributes such as that for ` +
        'line ends, has changed files.',
    )
  }
  return notes
}
