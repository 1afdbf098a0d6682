import { parentDirectory } from '../../source/parent-directory.ts'
import type { Journal } from './journal.ts'
import type { Workspace } from './workspace.ts'

/** Absolute paths of the directories whose lists of names a transaction changes. */
export function affectedDirectories(workspace: Workspace, journal: Journal): ReadonlySet<string> {
  const paths = [
    ...journal.entries.map(({ path }) => path),
    ...journal.removedDirectories.map(({ path }) => path),
    ...journal.createdDirectories,
  ]
  return new Set(paths.map((path) => workspace.target(parentDirectory(path))))
}
