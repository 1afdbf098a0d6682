import type { FileContent } from '../../files/transaction/file-content.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { gitModes } from './git-modes.ts'
import { hashGitObject } from './hash-git-object.ts'

interface Entry {
  readonly name: string
  readonly mode: string
  readonly hash: string
}

const directoryMode = '40000'

/**
 * The hash that `git write-tree` gives, in a repository with SHA-1, for a tree of exactly these files. Paths are
 * relative to it, each there once, and none below another.
 */
export function hashGitTree(files: readonly (FileContent & { readonly path: RepoPath })[]): string {
  const directories = new Map<RepoPath, Entry[]>([['', []]])
  for (const { path, mode, bytes } of files) {
    const entry = { name: nameOf(path), mode: gitModes[mode], hash: hashGitObject('blob', bytes) }
    findDirectory(directories, parentOf(path)).push(entry)
  }
  // What lies deeper has the longer path: each is complete when its own turn comes.
  const deepestFirst = [...directories.keys()].filter((path) => path !== '').sort((a, b) => b.length - a.length)
  for (const path of deepestFirst) {
    const hash = hashEntries(directories.get(path) ?? [])
    directories.get(parentOf(path))?.push({ name: nameOf(path), mode: directoryMode, hash })
  }
  return hashEntries(directories.get('') ?? [])
}

/** The entries of a directory, which is known from then on, as are all above it. */
function findDirectory(directories: Map<RepoPath, Entry[]>, path: RepoPath): Entry[] {
  const found = directories.get(path)
  if (found !== undefined) return found
  const entries: Entry[] = []
  directories.set(path, entries)
  for (let above = parentOf(path); !directories.has(above); above = parentOf(above)) directories.set(above, [])
  return entries
}

function parentOf(path: RepoPath): RepoPath {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

function nameOf(path: RepoPath): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Git sorts by bytes, and a directory as if its name ended with a slash. */
function hashEntries(entries: readonly Entry[]): string {
  const sorted = entries
    .map((entry) => ({ key: Buffer.from(entry.mode === directoryMode ? `${entry.name}/` : entry.name), ...entry }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
  const parts = sorted.flatMap(({ mode, name, hash }) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(hash, 'hex')])
  return hashGitObject('tree', Buffer.concat(parts))
}
