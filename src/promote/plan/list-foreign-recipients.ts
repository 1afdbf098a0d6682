import type { FileChange } from '../../files/transaction/file-change.ts'
import type { FileContent } from '../../files/transaction/file-content.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { findWantedRecipients } from './find-wanted-recipients.ts'
import { listRecipients } from './list-recipients.ts'

/**
 * The encrypted files that a promotion would bring and that the target's cluster most likely cannot decrypt. Where a
 * `.sops.yaml` tells who is to decrypt a file at its new path, one of those is missing. Elsewhere the file has a recipient
 * that nothing of the target has, and lacks one that all encrypted files of the target have: an administrator who can
 * read both does not count. Where the target has nothing encrypted, nothing is known.
 */
export function listForeignRecipients(
  changes: readonly FileChange[],
  target: ReadonlyMap<RepoPath, FileContent>,
  configurations: ReadonlyMap<RepoPath, string>,
): readonly RepoPath[] {
  const own = [...target.values()].flatMap(({ bytes }) => {
    const recipients = listRecipients(bytes)
    return recipients === undefined || recipients.size === 0 ? [] : [recipients]
  })
  const known = new Set(own.flatMap((recipients) => [...recipients]))
  const common = [...known].filter((one) => own.every((recipients) => recipients.has(one)))
  return changes
    .filter(({ path, after }) => {
      const recipients = after === undefined ? undefined : listRecipients(after.bytes)
      if (recipients === undefined || recipients.size === 0) return false
      const wanted = findWantedRecipients(path, configurations)
      if (wanted !== undefined) {
        // Fingerprints are written in either case.
        const all = new Set([...recipients].map((one) => one.toLowerCase()))
        return ![...wanted].every((one) => all.has(one.toLowerCase()))
      }
      if (known.size === 0 || [...recipients].every((one) => known.has(one))) return false
      return common.length === 0 || !common.every((one) => recipients.has(one))
    })
    .map(({ path }) => path)
}
