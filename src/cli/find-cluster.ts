import type { Closure } from '../model/closure/closure.ts'
import type { Repository } from '../model/repository.ts'
import { clampPath } from '../source/clamp-path.ts'
import { nearestMatch } from '../source/nearest-match.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { UserError } from '../source/user-error.ts'

/** Longer lists of clusters are cut. */
const maximumListed = 20

/**
 * Finds a cluster by its name, or by its directory: as it is written from the top of the repository, or `directory`, where
 * the text leads from where the user is. Throws a UserError that names the clusters there are.
 */
export function findCluster(repository: Repository, text: string | undefined, directory?: RepoPath): Closure {
  const { clusters, closures } = repository
  if (clusters.length === 0) {
    throw new UserError('no cluster was found here; name their directories under `clusters` in .gitops.yaml')
  }
  if (text === undefined) throw new UserError(`name a cluster: ${listNames(repository)}`)
  const written = clampPath(text)
  const found =
    clusters.find(({ name }) => name === text) ??
    clusters.find((one) => one.directory === directory) ??
    clusters.find((one) => one.directory === written)
  const closure = found && closures.get(found.name)
  if (closure !== undefined) return closure
  const near = nearestMatch(
    text,
    clusters.flatMap((one) => [one.name, one.directory]),
  )
  const hint = near === undefined ? '' : `did you mean \`${near}\`? `
  throw new UserError(`there is no cluster \`${text}\`; ${hint}there are ${listNames(repository)}`)
}

function listNames({ clusters }: Repository): string {
  const names = clusters.map(({ name }) => name)
  const more = names.length > maximumListed ? `, and ${names.length - maximumListed} more` : ''
  return `${names.slice(0, maximumListed).join(', ')}${more}`
}
