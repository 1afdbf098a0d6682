import type { Reference } from '../../kustomize/reference.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { Cluster } from '../cluster.ts'
import type { Repository } from '../repository.ts'

/** The references in a file as they are in one cluster: what is rendered differs between clusters. */
export function referencesIn(
  { references }: Pick<Repository, 'references'>,
  path: RepoPath,
  { name }: Cluster,
): readonly Reference[] {
  return (references.get(path) ?? []).filter(({ clusters }) => clusters === undefined || clusters.includes(name))
}
