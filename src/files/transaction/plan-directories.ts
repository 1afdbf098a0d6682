import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { explainFailure } from './explain-failure.ts'
import { findAtPath } from './find-at-path.ts'
import type { Journal } from './journal.ts'

/**
 * Which directories a transaction leaves without any file, and which ones it has to make. As with Git, a directory goes
 * with its last file; one that holds anything else, such as an empty directory, stays.
 */
export function planDirectories(
  root: string,
  deleted: ReadonlySet<RepoPath>,
  written: Iterable<RepoPath>,
): Pick<Journal, 'removedDirectories' | 'createdDirectories'> {
  const needed = new Set<RepoPath>()
  for (const path of written) addParents(path, needed)
  const emptied = new Set<RepoPath>()
  for (const path of deleted) addParents(path, emptied)

  const removed = new Map<RepoPath, number>()
  for (const path of deepestFirst(emptied)) {
    if (needed.has(path)) continue
    const names = explainFailure(`${path} cannot be listed`, () => readdirSync(join(root, path)))
    const isEmptied = names.every((name) => deleted.has(`${path}/${name}`) || removed.has(`${path}/${name}`))
    const found = findAtPath(root, path)
    if (isEmptied && found.kind === 'directory') removed.set(path, found.permissions)
  }
  return {
    removedDirectories: [...removed].map(([path, permissions]) => ({ path, permissions })),
    createdDirectories: deepestFirst(needed).filter((path) => findAtPath(root, path).kind !== 'directory'),
  }
}

function addParents(path: RepoPath, directories: Set<RepoPath>): void {
  for (let at = parentDirectory(path); at !== '' && !directories.has(at); at = parentDirectory(at)) directories.add(at)
}

function deepestFirst(paths: Iterable<RepoPath>): RepoPath[] {
  const depthOf = (path: RepoPath): number => path.split('/').length
  return [...paths].sort((a, b) => depthOf(b) - depthOf(a) || (a < b ? -1 : 1))
}
