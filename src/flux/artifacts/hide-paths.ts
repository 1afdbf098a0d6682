import type { FileTree } from '../../files/file-tree.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { joinPath } from './join-path.ts'

/** A view of a tree from one of its directories, without some files and directories. Paths to hide are of the view. */
export function hidePaths(tree: FileTree, root: RepoPath, isHidden: ReadonlyMap<RepoPath, unknown>): FileTree {
  if (root === '' && isHidden.size === 0) return tree
  const inTree = (path: RepoPath): RepoPath => joinPath(root, path)
  const prefix = root === '' ? '' : `${root}/`
  const thinned = new Set([...isHidden.keys()].map(parentDirectory))
  const isSeen = (path: RepoPath): boolean => !isHidden.has(path)
  return {
    isFile: (path) => isSeen(path) && tree.isFile(inTree(path)),
    isDirectory: (path) => isSeen(path) && tree.isDirectory(inTree(path)),
    isSymlink: (path) => isSeen(path) && tree.isSymlink(inTree(path)),
    isIgnoredByGit: (path) => tree.isIgnoredByGit(inTree(path)),
    isUnreadable: (path) => tree.isUnreadable(inTree(path)),
    childrenOf(directory) {
      if (!isSeen(directory)) return []
      const names = tree.childrenOf(inTree(directory))
      return thinned.has(directory) ? names.filter((name) => isSeen(joinPath(directory, name))) : names
    },
    withOtherCase(path) {
      const found = tree.withOtherCase(inTree(path))
      if (found === undefined || !found.startsWith(prefix)) return undefined
      const inside = found.slice(prefix.length)
      return isSeen(inside) ? inside : undefined
    },
  }
}
