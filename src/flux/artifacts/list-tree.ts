import type { FileTree } from '../../files/file-tree.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/** Something below a directory, with its path relative to that. */
export interface ListedPath {
  readonly path: RepoPath
  readonly inside: RepoPath
  readonly isDirectory: boolean
}

/** Everything below a directory, a directory before its content. Nothing below what `enters` refuses, and not that. */
export function listTree(
  tree: FileTree,
  directory: RepoPath,
  enters: (path: RepoPath) => boolean = () => true,
): readonly ListedPath[] {
  const listed: ListedPath[] = []
  const pending: RepoPath[] = [directory]
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    for (const name of tree.childrenOf(at)) {
      const path = at === '' ? name : `${at}/${name}`
      if (!enters(path)) continue
      const isDirectory = tree.isDirectory(path)
      if (!isDirectory && !tree.isFile(path)) continue
      listed.push({ path, inside: path.slice(directory === '' ? 0 : directory.length + 1), isDirectory })
      if (isDirectory) pending.push(path)
    }
  }
  return listed
}
