import type { Repository } from '../../model/repository.ts'
import { detectEnvironments } from './detect-environments.ts'
import { detectEphemeral } from './detect-ephemeral.ts'
import { detectInfrastructure } from './detect-infrastructure.ts'
import { detectMainBranch, type KnownBranches } from './detect-main-branch.ts'
import { detectPromotion } from './detect-promotion.ts'
import type { DetectedLayout } from './detected-layout.ts'

/** Guesses the layout of a repository from its model, which was made without a configuration, and from its branches. */
export function detectLayout(repository: Repository, branches: KnownBranches): DetectedLayout {
  const { names, globs } = detectEphemeral(repository.clusters)
  const longLived = repository.clusters.filter(({ name }) => !names.has(name))
  const environments = detectEnvironments(longLived)
  return {
    clusters: repository.clusters.map(({ name, directory }) => ({ name, directory })),
    environments,
    ephemeral: globs,
    mainBranch: detectMainBranch(longLived, branches),
    infrastructure: detectInfrastructure(repository),
    promotion: detectPromotion(repository, environments),
  }
}
