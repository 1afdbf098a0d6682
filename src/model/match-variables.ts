import type { FileTree } from '../files/file-tree.ts'
import { clampPath } from '../source/clamp-path.ts'
import type { RepoPath } from '../source/repo-path.ts'

/** A variable that is a whole segment may stand for several, such as `staging/austin`. */
const maximumSegments = 3

/**
 * The directories that a path with `${variables}` may stand for. The text of a template, `{{ name }}`, stands for
 * nothing that can be told.
 */
export function matchVariables(text: string, tree: FileTree): readonly RepoPath[] {
  if (text.includes('{{')) return []
  const below = (directory: RepoPath, isWanted: (name: string) => boolean): readonly RepoPath[] =>
    tree
      .childrenOf(directory)
      .filter(isWanted)
      .map((name) => (directory === '' ? name : `${directory}/${name}`))
      .filter((path) => tree.isDirectory(path))
  let found: readonly RepoPath[] = ['']
  for (const step of clampPath(text).split('/')) {
    if (step === '') continue
    if (/^\$\{[^}]*\}$/.test(step)) {
      let level = found
      const levels: RepoPath[] = []
      for (let depth = 0; depth < maximumSegments; depth += 1) {
        level = level.flatMap((directory) => below(directory, () => true))
        levels.push(...level)
      }
      found = levels
    } else {
      const parts = step.split(/(?:\$\{[^}]*\})+/)
      found = found.flatMap((directory) => below(directory, (name) => isMatch(name, parts)))
    }
  }
  return found.filter((path) => path !== '')
}

/** Whether a name is the parts in their order with something between each two; linear, unlike a regular expression. */
function isMatch(name: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts
  const last = rest.pop()
  if (last === undefined) return name === first
  if (!name.startsWith(first) || !name.endsWith(last)) return false
  let at = first.length
  for (const part of rest) {
    const found = name.indexOf(part, at + 1)
    if (found < 0) return false
    at = found + part.length
  }
  return at < name.length - last.length
}
