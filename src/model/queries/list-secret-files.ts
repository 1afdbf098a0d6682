import type { RepoPath } from '../../source/repo-path.ts'
import type { Repository } from '../repository.ts'

/** The files that secret generators make Secrets of: nothing in them may be printed. */
export function listSecretFiles({ kustomizations }: Pick<Repository, 'kustomizations'>): ReadonlySet<RepoPath> {
  const found = new Set<RepoPath>()
  for (const { references } of kustomizations.values()) {
    for (const { field, target } of references) {
      if (/^secretGenerator\.(?:files|envs?)$/.test(field) && target.kind === 'file') found.add(target.path)
    }
  }
  return found
}
