import { readJournal } from '../../files/transaction/read-journal.ts'
import { workspaceOf } from '../../files/transaction/workspace.ts'
import { UserError } from '../../source/user-error.ts'

/**
 * Throws a UserError where a command was interrupted, or is just at work, in the middle of its changes: nothing true can
 * be told of such a tree, and who only reads does not mend it.
 */
export function refuseInterrupted(root: string): void {
  const { journal, undoJournal } = workspaceOf(root)
  const found = [undoJournal, journal].map((path) => readJournal(path)).find(({ kind }) => kind !== 'none')
  if (found === undefined) return
  const what = found.kind === 'journal' ? `\`gitops ${found.journal.title}\`` : 'a command'
  throw new UserError(
    `${what} is at work here, or was interrupted: the next \`gitops promote\` or \`gitops rollback\` that is no dry run ` +
      'finishes or undoes it',
  )
}
