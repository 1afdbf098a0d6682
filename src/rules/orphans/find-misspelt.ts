import type { Repository } from '../../model/repository.ts'
import { nearestMatch } from '../../source/nearest-match.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/**
 * Tells whether a path is probably what a reference means that leads nowhere: such a path is no orphan, it waits for
 * that reference to be mended.
 */
export function findMisspelt({ references, tree }: Repository): (path: RepoPath) => boolean {
  const meant = new Set<RepoPath>()
  const names = new Map<RepoPath, Set<string>>()
  for (const { target } of [...references.values()].flat()) {
    if (target.kind !== 'missing') continue
    if ('actual' in target.reason) meant.add(target.reason.actual)
    let missing = target.tried[0] ?? ''
    while (missing !== '' && !tree.isDirectory(parentDirectory(missing))) missing = parentDirectory(missing)
    const parent = parentDirectory(missing)
    const name = missing.slice(parent === '' ? 0 : parent.length + 1)
    const known = names.get(parent)
    if (known === undefined) names.set(parent, new Set([name]))
    else known.add(name)
  }
  return (path) => {
    for (let at = path; at !== ''; at = parentDirectory(at)) {
      const parent = parentDirectory(at)
      const name = at.slice(parent === '' ? 0 : parent.length + 1)
      if (meant.has(at) || nearestMatch(name, names.get(parent) ?? []) !== undefined) return true
    }
    return false
  }
}
