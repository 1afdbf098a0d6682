import type { FileTree } from '../../files/file-tree.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/** A tree of the given files and directories, with all directories above them. A directory may be empty. */
export function createArtifactTree(files: Iterable<RepoPath>, directories: Iterable<RepoPath>): FileTree {
  const isFile = new Map<RepoPath, boolean>([['', false]])
  const children = new Map<RepoPath, string[]>([['', []]])
  const byLowerCase = new Map<string, RepoPath>()

  const add = (path: RepoPath, asFile: boolean): void => {
    for (let at = path, file = asFile; !isFile.has(at); at = parentDirectory(at), file = false) {
      isFile.set(at, file)
      byLowerCase.set(at.toLowerCase(), at)
      if (!file && !children.has(at)) children.set(at, [])
      const parent = parentDirectory(at)
      const name = at.slice(parent === '' ? 0 : parent.length + 1)
      const siblings = children.get(parent)
      if (siblings === undefined) children.set(parent, [name])
      else siblings.push(name)
    }
  }
  for (const path of files) add(path, true)
  for (const path of directories) add(path, false)
  for (const names of children.values()) names.sort()

  return {
    isFile: (path) => isFile.get(path) === true,
    isDirectory: (path) => isFile.get(path) === false,
    isSymlink: () => false,
    isIgnoredByGit: () => false,
    isUnreadable: () => false,
    childrenOf: (directory) => children.get(directory) ?? [],
    withOtherCase(path) {
      const found = byLowerCase.get(path.toLowerCase())
      return found === path ? undefined : found
    },
  }
}
