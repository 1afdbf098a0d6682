import type { FileChange } from '../../files/transaction/file-change.ts'
import { isWithin } from '../../source/is-within.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { quoteArgument } from './quote-argument.ts'

/** The command line that takes changes back which are not committed, for a shell: Git itself knows what was there. */
export function undoUncommitted(directories: readonly RepoPath[], changes: readonly FileChange[]): string {
  const list = (isMeant: (change: FileChange) => boolean): string =>
    directories
      .filter((directory) => changes.some((change) => isWithin(change.path, directory) && isMeant(change)))
      .map(quoteArgument)
      .join(' ')
  // Git restores only below what it knows.
  const restored = list(({ before }) => before !== undefined)
  const removed = list(({ before }) => before === undefined)
  return [
    ...(restored === '' ? [] : [`git restore -- ${restored}`]),
    ...(removed === '' ? [] : [`git clean -fd -- ${removed}`]),
  ].join(' && ')
}
