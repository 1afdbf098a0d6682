import * as fs from 'node:fs'
import { join } from 'node:path'
import { type Entry, walkSync } from '@nodelib/fs.walk'
import { parentDirectory } from '../source/parent-directory.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { UserError } from '../source/user-error.ts'
import { createIgnoreTest } from './create-ignore-test.ts'
import type { FileEntry, FileSystem, ReadProblem } from './file-system.ts'
import { reasonOf } from './reason-of.ts'
import { readTrackedTree, type TrackedTree } from './tracked-tree.ts'

/**
 * Lists a directory on disk. Symbolic links are listed and never followed; what Git ignores is left out, and so are other
 * repositories within, submodules too: Git has none of their files. A `node_modules` counts only where it was committed.
 * `ignored` are the paths that Git ignores, as {@link GitContext} gives them; without a Git work tree the
 * `.gitignore` files are read instead. `asked` is what Git tracks, where somebody has asked already. Throws a UserError where the directory itself cannot be listed.
 */
export async function openNodeFileSystem(
  root: string,
  ignored: readonly string[] | undefined,
  asked: Promise<TrackedTree> | undefined = undefined,
): Promise<FileSystem> {
  const unreadable: ReadProblem[] = []
  const toRepoPath = (path: string): RepoPath =>
    fs.constants.O_NOFOLLOW === undefined ? path.replaceAll('\\', '/') : path
  const isListedIgnored = createListTest(ignored ?? [])
  const tracked = ignored === undefined ? undefined : await (asked ?? readTrackedTree(root))
  const isListed = (path: RepoPath): boolean =>
    !/(?:^|\/)node_modules(?:\/|$)/.test(path) || tracked?.modules.has(path) === true
  const isOther = (native: string): boolean => tracked !== undefined && fs.existsSync(join(root, native, '.git'))
  const listed = listTree(root, {
    lists: (entry) => entry.name !== '.git' && isListed(toRepoPath(entry.path)),
    enters: (entry) =>
      entry.name !== '.git' &&
      isListed(toRepoPath(entry.path)) &&
      !isListedIgnored(toRepoPath(entry.path)) &&
      !isOther(entry.path),
    fails: (path, reason) => unreadable.push({ path: toRepoPath(path), reason }),
  })

  const entries: FileEntry[] = []
  for (const { path: native, dirent } of listed) {
    const path = toRepoPath(native)
    if (isListedIgnored(path)) continue
    if (dirent.isSymbolicLink()) entries.push({ path, kind: 'symlink', size: 0 })
    // What is gone by now, or has a name that is no text, is found unreadable when it is read.
    else if (dirent.isFile()) {
      const { size, mode } = fs.lstatSync(join(root, native), { throwIfNoEntry: false }) ?? { size: 0, mode: 0 }
      entries.push({ path, kind: 'file', size, ...(mode & 0o100 ? { isExecutable: true } : {}) })
    }
  }
  entries.sort((a, b) => (a.path < b.path ? -1 : 1))

  const read = (path: RepoPath): Uint8Array | ReadProblem => {
    try {
      return readRegularFile(join(root, path))
    } catch (error) {
      return { path, reason: reasonOf(error) }
    }
  }
  const isIgnored = ignored === undefined ? createIgnoreTest(entries, read) : isListedIgnored
  return {
    entries: ignored === undefined ? entries.filter(({ path }) => !isIgnored(path)) : entries,
    unreadable,
    ...(tracked === undefined ? {} : { submodules: tracked.submodules }),
    isIgnoredByGit: (path) => isIgnored(path) && fs.existsSync(join(root, path)),
    read,
  }
}

interface Visit {
  readonly lists: (entry: Entry) => boolean
  readonly enters: (entry: Entry) => boolean
  readonly fails: (path: string, reason: string) => void
}

/** Everything below a directory, paths relative to it. What cannot be listed is told and passed over. */
function listTree(root: string, { lists, enters, fails }: Visit): readonly Entry[] {
  const errorFilter = (error: NodeJS.ErrnoException): boolean => {
    const path = error.path === undefined || error.path === root ? '' : error.path.slice(root.length + 1)
    if (path === '') return false
    fails(path, reasonOf(error))
    return true
  }
  const options = {
    basePath: '',
    stats: false,
    followSymbolicLinks: false,
    deepFilter: enters,
    entryFilter: lists,
    errorFilter,
  }
  try {
    return walkSync(root, options)
  } catch (error) {
    throw new UserError(`the repository cannot be listed: ${reasonOf(error)}`)
  }
}

/** Reads a file that has not become a symbolic link or a pipe since it was listed. */
function readRegularFile(path: string): Uint8Array {
  const file = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW | fs.constants.O_NONBLOCK)
  try {
    return fs.readFileSync(file)
  } finally {
    fs.closeSync(file)
  }
}

/** Whether a path, or a directory above it, is in Git's list, where directories end with a slash. */
function createListTest(ignored: readonly string[]): (path: RepoPath) => boolean {
  const listed = new Set(ignored)
  return (path) => {
    if (listed.has(path)) return true
    for (let at = path; at !== ''; at = parentDirectory(at)) if (listed.has(`${at}/`)) return true
    return false
  }
}
