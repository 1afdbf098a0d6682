import { posix } from 'node:path'
import type { Reference } from '../../kustomize/reference.ts'
import type { Repository } from '../../model/repository.ts'
import { nearestMatch } from '../../source/nearest-match.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/**
 * Finds what the author of a dangling reference probably meant, spelt as it would stand in the reference: the same path
 * with its first wrong segment in the nearest spelling, else the only place in the repository that ends alike.
 */
export function createNearFinder({
  tree,
  files,
}: Repository): (reference: Reference, missing: RepoPath) => string | undefined {
  let byName: Map<string, readonly RepoPath[]> | undefined
  const isThere = (path: RepoPath): boolean => tree.isFile(path) || tree.isDirectory(path)

  const nearlySpelt = (path: RepoPath): RepoPath | undefined => {
    let missing = path
    while (missing !== '' && !tree.isDirectory(parentDirectory(missing))) missing = parentDirectory(missing)
    const parent = parentDirectory(missing)
    const name = missing.slice(parent === '' ? 0 : parent.length + 1)
    const near = nearestMatch(name, tree.childrenOf(parent))
    const corrected = `${parent === '' ? '' : `${parent}/`}${near}${path.slice(missing.length)}`
    return near !== undefined && isThere(corrected) ? corrected : undefined
  }
  const elsewhere = (path: RepoPath): RepoPath | undefined => {
    byName ??= indexByName(files.keys())
    const candidates = byName.get(path.slice(path.lastIndexOf('/') + 1)) ?? []
    const ranked = candidates.map((candidate) => ({ candidate, shared: sharedTail(candidate, path) }))
    const best = Math.max(...ranked.map(({ shared }) => shared))
    const [first, second] = ranked.filter(({ shared }) => shared === best)
    return second === undefined ? first?.candidate : undefined
  }
  return (reference, missing) => {
    const found = nearlySpelt(missing) ?? elsewhere(missing)
    return found === undefined ? undefined : spellLike(reference, found)
  }
}

/** Every file and directory by its last segment. */
function indexByName(paths: Iterable<RepoPath>): Map<string, RepoPath[]> {
  const byName = new Map<string, RepoPath[]>()
  const seen = new Set<RepoPath>()
  for (const path of paths) {
    for (let at = path; at !== '' && !seen.has(at); at = parentDirectory(at)) {
      seen.add(at)
      const name = at.slice(at.lastIndexOf('/') + 1)
      const list = byName.get(name)
      if (list === undefined) byName.set(name, [at])
      else list.push(at)
    }
  }
  return byName
}

/** How many segments two paths have in common at their end. */
function sharedTail(a: RepoPath, b: RepoPath): number {
  const left = a.split('/').reverse()
  const right = b.split('/').reverse()
  const differs = left.findIndex((segment, index) => segment !== right[index])
  return differs < 0 ? left.length : differs
}

/** A path of the repository as the reference would have to name it. */
function spellLike({ directory, text, field }: Reference, path: RepoPath): string {
  const isFromRoot = field.startsWith('spec.')
  const plain = isFromRoot ? path : posix.relative(directory, path)
  return text.startsWith('./') && !plain.startsWith('../') ? `./${plain}` : plain
}
