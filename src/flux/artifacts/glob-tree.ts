import type { FileTree } from '../../files/file-tree.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { compileGlob } from './compile-glob.ts'
import { toByteText } from './to-byte-text.ts'

const special = /[*?[\\]/

/**
 * The files and directories that a pattern names, as Go's fs.Glob finds them: each segment by itself, so that `**` is no
 * more than `*`. A pattern with empty, `.` or `..` segments finds nothing, but for a first `./` before a special character. Undefined for a malformed pattern.
 */
export function globTree(tree: FileTree, pattern: string): readonly RepoPath[] | undefined {
  const segments = pattern.split('/')
  const firstSpecial = segments.findIndex((segment) => special.test(segment))
  const plain = firstSpecial < 0 ? segments : segments.slice(0, firstSpecial)
  const globs = segments.slice(plain.length).map(compileGlob)
  if (globs.includes(undefined)) return undefined
  // Go takes `./*` for `*`, but `./a/*` for no valid path.
  if (globs.length > 0 && plain.length === 1 && plain[0] === '.') plain.pop()
  if (plain.some((segment) => segment === '' || segment === '.' || segment === '..')) return []
  const base = plain.join('/')
  if (globs.length === 0) return tree.isFile(base) || tree.isDirectory(base) ? [base] : []
  let found: readonly RepoPath[] = [base]
  for (const glob of globs) {
    found = found.flatMap((directory) =>
      tree
        .childrenOf(directory)
        .filter((name) => glob?.(toByteText(name)))
        .map((name) => (directory === '' ? name : `${directory}/${name}`)),
    )
  }
  return found
}
