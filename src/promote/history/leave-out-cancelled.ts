import type { GitLogEntry } from '../../files/git-log.ts'
import { type Reverts, readReverts } from './read-reverts.ts'

/** The commits of a history that are in effect: what was reverted within it goes, and so does what reverted only that. */
export function leaveOutCancelled(
  history: readonly GitLogEntry[],
  { reverted, by }: Reverts = readReverts(history),
): readonly GitLogEntry[] {
  const known = new Set(history.map(({ hash }) => hash))
  return history.filter(({ hash }) => {
    if (reverted.has(hash)) return false
    const taken = by.get(hash)
    return taken === undefined || !taken.some((one) => known.has(one))
  })
}
