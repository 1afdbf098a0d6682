import { commitPaths } from '../../files/commit-paths.ts'
import { createGitBranch } from '../../files/create-git-branch.ts'
import { pushBranch } from '../../files/push-branch.ts'
import { applyTransaction } from '../../files/transaction/apply-transaction.ts'
import type { FileChange } from '../../files/transaction/file-change.ts'
import type { Transaction } from '../../files/transaction/transaction.ts'

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

/** Writes all changes or none, then commits and pushes them where that is asked for. */
export async function writePromotion(
  transaction: Transaction,
  changes: readonly FileChange[],
  { message, branch, push }: WriteRequest,
): Promise<Written> {
  const { root } = transaction
  if (branch !== undefined) await createGitBranch(root, branch)
  await applyTransaction(transaction, changes)
  if (message === undefined) return { commit: undefined, notes: [] }
  const commit = await commitPaths(
    root,
    changes.map(({ path }) => path),
    message,
  )
  if (push === undefined) return { commit, notes: [] }
  const { hasOptions, words } = await pushBranch(root, push)
  const notes = [
    ...(hasOptions || push.options.length === 0
      ? []
      : ['The remote takes no push options: open the merge request there yourself.']),
    ...(words === '' ? [] : [words]),
  ]
  return { commit, notes }
}
