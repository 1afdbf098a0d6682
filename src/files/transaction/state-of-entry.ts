import type { RepoPath } from '../../source/repo-path.ts'
import { findAtPath } from './find-at-path.ts'
import { type Fingerprint, fingerprintOf } from './fingerprint.ts'
import type { Journal, JournalEntry } from './journal.ts'
import type { Workspace } from './workspace.ts'

/**
 * How far a change has come: `before` or `after` it, `gone` where there is no file although there was and will be one,
 * or `foreign` where somebody else has put something there.
 */
export type EntryState = 'before' | 'after' | 'gone' | 'foreign'

/** Tells the states of a journal's changes by what lies at their paths now. It throws as {@link findAtPath} does. */
export function createStateTest(
  workspace: Workspace,
  { removedDirectories, createdDirectories }: Journal,
): (entry: JournalEntry) => EntryState {
  const ownDirectories = new Set<RepoPath>([...removedDirectories.map(({ path }) => path), ...createdDirectories])
  return ({ path, before, after }) => {
    const found = findAtPath(workspace.root, path)
    if (found.kind === 'other') return 'foreign'
    if (found.kind === 'directory' && !ownDirectories.has(path)) return 'foreign'
    const now = found.kind === 'file' ? fingerprintOf(found.content) : undefined
    if (isEqual(now, after)) return 'after'
    if (isEqual(now, before)) return 'before'
    return now === undefined ? 'gone' : 'foreign'
  }
}

function isEqual(a: Fingerprint | undefined, b: Fingerprint | undefined): boolean {
  return a?.hash === b?.hash && a?.mode === b?.mode
}
