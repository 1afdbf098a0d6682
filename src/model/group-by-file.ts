import type { Reference } from '../kustomize/reference.ts'
import type { RepoPath } from '../source/repo-path.ts'

/** References by the file that they stand in, in the order of its text. */
export function groupByFile(references: readonly Reference[]): ReadonlyMap<RepoPath, readonly Reference[]> {
  const byFile = new Map<RepoPath, Reference[]>()
  for (const reference of references) {
    const list = byFile.get(reference.from)
    if (list === undefined) byFile.set(reference.from, [reference])
    else list.push(reference)
  }
  for (const list of byFile.values()) list.sort((a, b) => a.at.start - b.at.start)
  return byFile
}
