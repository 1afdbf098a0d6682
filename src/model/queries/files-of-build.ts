import type { RepoPath } from '../../source/repo-path.ts'
import type { Repository } from '../repository.ts'

const known = new WeakMap<Repository, Map<RepoPath, ReadonlySet<RepoPath>>>()

/** Every file that takes part in the build of a directory: kustomization files, also generated ones, and what they name. */
export function filesOfBuild(repository: Repository, directory: RepoPath): ReadonlySet<RepoPath> {
  const cache = known.get(repository) ?? new Map<RepoPath, ReadonlySet<RepoPath>>()
  known.set(repository, cache)
  const found = cache.get(directory) ?? collect(repository, directory)
  cache.set(directory, found)
  return found
}

function collect({ kustomizations, closures }: Repository, directory: RepoPath): ReadonlySet<RepoPath> {
  const files = new Set<RepoPath>()
  const generated = [...closures.values()].find((closure) => closure.kustomizations.has(directory))
  const waiting = [kustomizations.get(directory) ?? generated?.kustomizations.get(directory)]
  for (const kustomization of waiting) {
    if (kustomization === undefined || files.has(kustomization.path)) continue
    files.add(kustomization.path)
    for (const { target } of kustomization.references) {
      if (target.kind === 'kustomization') waiting.push(target.file)
      else if (target.kind === 'file') files.add(target.path)
    }
  }
  return files
}
