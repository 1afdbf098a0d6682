import type { FileTree } from '../files/file-tree.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { compileGlobs } from './compile-globs.ts'

/** Directories of the tree that match one of the globs, sorted. */
export function findDirectories(globs: readonly string[], tree: FileTree): readonly RepoPath[] {
  const matches = compileGlobs(globs)
  const found: RepoPath[] = []
  const walk = (directory: RepoPath): void => {
    for (const name of tree.childrenOf(directory)) {
      const path = directory === '' ? name : `${directory}/${name}`
      if (!tree.isDirectory(path)) continue
      if (matches(path)) found.push(path)
      walk(path)
    }
  }
  walk('')
  return found
}
