import { UserError } from '../../source/user-error.ts'
import { findAtPath } from './find-at-path.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { Journal } from './journal.ts'
import type { Workspace } from './workspace.ts'

/**
 * Throws a UserError that names the file where what was replaced or deleted is not what it was thought to be: somebody
 * has written to it between the last look and the move, or still did afterwards.
 */
export function checkReplaced({ oldDirectory, deletedDirectory }: Workspace, { entries }: Journal): void {
  entries.forEach(({ path, before, after }, index) => {
    if (before === undefined) return
    const found = findAtPath(after === undefined ? deletedDirectory : oldDirectory, String(index))
    const now = found.kind === 'file' ? fingerprintOf(found.content) : undefined
    if (now?.hash === before.hash && now.mode === before.mode) return
    throw new UserError(`${path} was changed by somebody else at the same time`)
  })
}
