import type { FileChange } from '../../files/transaction/file-change.ts'
import type { FileContent } from '../../files/transaction/file-content.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { listRecipients } from './list-recipients.ts'

/**
 * The encrypted files that a promotion would bring, where none of those who can decrypt them can decrypt anything that the
 * target has: its cluster surely cannot. Where the target has nothing encrypted, nothing is known.
 */
export function listForeignRecipients(
  changes: readonly FileChange[],
  target: ReadonlyMap<RepoPath, FileContent>,
): readonly RepoPath[] {
  const known = new Set([...target.values()].flatMap(({ bytes }) => [...(listRecipients(bytes) ?? [])]))
  if (known.size === 0) return []
  return changes
    .filter(({ after }) => {
      const recipients = after === undefined ? undefined : listRecipients(after.bytes)
      return recipients !== undefined && recipients.size > 0 && ![...recipients].some((one) => known.has(one))
    })
    .map(({ path }) => path)
}
