import type { FileChange } from '../../files/transaction/file-change.ts'
import { isWithin } from '../../source/is-within.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { hashGitTree } from '../patch/hash-git-tree.ts'
import type { DirectoryPair } from './directory-pair.ts'
import type { Unit } from './read-unit.ts'

/**
 * The hash of Git's tree of each directory of the target as it will be; undefined where it holds what is no file, such as
 * a symbolic link, or nothing at all.
 */
export function hashTrees(
  pairs: readonly DirectoryPair[],
  target: Unit,
  changes: readonly FileChange[],
): ReadonlyMap<RepoPath, string | undefined> {
  const result = new Map(target.files)
  for (const { path, after } of changes) {
    if (after === undefined) result.delete(path)
    else result.set(path, after)
  }
  return new Map(
    pairs.map(({ to }) => {
      const entries = [...result].flatMap(([path, content]) =>
        isWithin(path, to) ? [{ path: path.slice(to.length + 1), ...content }] : [],
      )
      const isWhole = !target.others.some((path) => isWithin(path, to))
      return [to, isWhole && entries.length > 0 ? hashGitTree(entries) : undefined]
    }),
  )
}
