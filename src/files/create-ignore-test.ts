import createIgnore from 'ignore'
import { isWithin } from '../source/is-within.ts'
import { parentDirectory } from '../source/parent-directory.ts'
import type { RepoPath } from '../source/repo-path.ts'
import type { FileEntry, ReadProblem } from './file-system.ts'

/**
 * What the `.gitignore` files of a tree ignore, for where Git cannot be asked. As in Git the deepest file that has
 * something to say wins, and nothing below an ignored directory comes back.
 */
export function createIgnoreTest(
  entries: readonly FileEntry[],
  read: (path: RepoPath) => Uint8Array | ReadProblem,
): (path: RepoPath) => boolean {
  const files = entries
    .filter(({ path, kind }) => kind === 'file' && (path === '.gitignore' || path.endsWith('/.gitignore')))
    .flatMap(({ path }) => {
      const bytes = read(path)
      if ('reason' in bytes) return []
      return [{ directory: parentDirectory(path), rules: createIgnore().add(new TextDecoder().decode(bytes)) }]
    })
    .sort((a, b) => b.directory.length - a.directory.length)
  if (files.length === 0) return () => false

  const verdicts = new Map<RepoPath, boolean>()
  const judge = (path: RepoPath, isDirectory: boolean): boolean => {
    for (const { directory, rules } of files) {
      if (path === directory || !isWithin(path, directory)) continue
      const inside = directory === '' ? path : path.slice(directory.length + 1)
      const { ignored, unignored } = rules.test(isDirectory ? `${inside}/` : inside)
      if (ignored || unignored) return ignored
    }
    return false
  }
  const isIgnoredDirectory = (path: RepoPath): boolean => {
    if (path === '') return false
    let verdict = verdicts.get(path)
    if (verdict === undefined) {
      verdict = isIgnoredDirectory(parentDirectory(path)) || judge(path, true)
      verdicts.set(path, verdict)
    }
    return verdict
  }
  return (path) => isIgnoredDirectory(parentDirectory(path)) || judge(path, false)
}
