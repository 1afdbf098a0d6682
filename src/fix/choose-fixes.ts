import type { Repository } from '../model/repository.ts'
import type { Diagnostic } from '../source/diagnostic.ts'
import type { RepoPath } from '../source/repo-path.ts'
import type { Fix } from './fix.ts'
import type { RefusedFix } from './fix-plan.ts'
import { fixers } from './fixers.ts'
import { filesOf } from './proof/prove-fixes.ts'
import { refusalKey } from './refusal-key.ts'

/**
 * The fixes that can be tried together: in each file either one that changes its structure, or any number that replace
 * single texts; the others wait for a later round. Adds to what is refused where a fixer says why not.
 */
export function chooseFixes(
  findings: readonly Diagnostic[],
  repository: Repository,
  refused: Map<string, RefusedFix>,
): readonly Fix[] {
  const chosen: Fix[] = []
  const taken = new Map<RepoPath, Fix[]>()
  const keys = new Set<string>()
  for (const [rule, fixer] of fixers) {
    for (const finding of findings) {
      if (finding.rule !== rule) continue
      const found = fixer(finding, repository)
      if (found === undefined || refused.has(refusalKey(finding, found))) continue
      if ('why' in found) {
        refused.set(refusalKey(finding, found), { finding, title: found.title, why: found.why })
        continue
      }
      const key = refusalKey(finding, found)
      if (keys.has(key)) continue
      const isFree = filesOf(found).every((path) =>
        (taken.get(path) ?? []).every((other) => mayJoin(found, other, path)),
      )
      if (!isFree) continue
      keys.add(key)
      chosen.push(found)
      for (const path of filesOf(found)) taken.set(path, [...(taken.get(path) ?? []), found])
    }
  }
  return chosen
}

function mayJoin(fix: Fix, other: Fix, path: RepoPath): boolean {
  if (!fix.isPoint || !other.isPoint) return false
  return (fix.edits.get(path) ?? []).every((edit) =>
    (other.edits.get(path) ?? []).every(({ start, end }) => edit.end <= start || end <= edit.start),
  )
}
