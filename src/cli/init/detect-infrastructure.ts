import { findDirectories } from '../../model/find-directories.ts'
import { isSetAside } from '../../model/is-set-aside.ts'
import { defaultLayout } from '../../model/layout.ts'
import type { Repository } from '../../model/repository.ts'
import { isWithin } from '../../source/is-within.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { stageOf } from './stage-of.ts'

const names = ['infrastructure', 'infra']

/**
 * Globs of the directories that clusters share as their infrastructure: the children of one called so, outside of any
 * cluster, if all of them that a cluster loads are loaded by several and none is there for one stage. Empty where the
 * default finds them, or nothing is shared.
 */
export function detectInfrastructure(repository: Repository): readonly string[] {
  const { clusters, tree } = repository
  if (findDirectories(defaultLayout.infrastructure, tree).length > 0) return []
  const candidates = names.flatMap((name) => findDirectories([name, `*/${name}`, `*/*/${name}`], tree))
  return candidates
    .filter((one) => !isSetAside(one) && !clusters.some(({ directory }) => isWithin(one, directory)))
    .filter((one) => isShared(one, repository))
    .map((one) => `${one}/*`)
}

function isShared(directory: RepoPath, { tree, closures }: Repository): boolean {
  const children = tree.childrenOf(directory).filter((name) => tree.isDirectory(`${directory}/${name}`))
  if (children.some((name) => stageOf(name) !== undefined || /^bases?$/.test(name))) return false
  const counts = children.map(
    (name) =>
      [...closures.values()].filter(({ files }) =>
        [...files].some(([path, { isCertain }]) => isCertain && isWithin(path, `${directory}/${name}`)),
      ).length,
  )
  return counts.some((count) => count > 0) && counts.every((count) => count !== 1)
}
