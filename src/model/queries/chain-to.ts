import type { Reference } from '../../kustomize/reference.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { Closure } from '../closure/closure.ts'

/** The references that lead from a cluster's root to a file, in that order; empty for the root and what is not reached. */
export function chainTo(closure: Closure, file: RepoPath): readonly Reference[] {
  const chain: Reference[] = []
  const seen = new Set<RepoPath>()
  for (let at = closure.files.get(file); at?.via !== undefined; at = closure.files.get(at.via.from)) {
    if (seen.has(at.via.from)) break
    seen.add(at.via.from)
    chain.unshift(at.via)
  }
  return chain
}
