import { isScaffold } from '../../model/is-scaffold.ts'
import type { Repository } from '../../model/repository.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/** An environment as the policy on promotions knows it. */
export interface Stage {
  readonly name: string
  /** Its name and those of its clusters: what promotions to it may be called by. */
  readonly names: readonly string[]
  /** Names of its clusters, sorted. */
  readonly clusters: readonly string[]
  /** The directories of its clusters. */
  readonly directories: readonly RepoPath[]
  readonly stage: number | undefined
  readonly source: string | undefined
  readonly isPromotable: boolean
}

/**
 * The environments in the order of promotion. Where the configuration names none, each cluster that lasts stands for
 * itself, sorted by name.
 */
export function listStages({ layout, clusters }: Repository): readonly Stage[] {
  const lasting = clusters.filter(({ isEphemeral, directory }) => !isEphemeral && !isScaffold(directory))
  if (layout.environments.length === 0) {
    return lasting.map(({ name, directory }) => ({
      name,
      names: [name],
      clusters: [name],
      directories: [directory],
      stage: undefined,
      source: undefined,
      isPromotable: true,
    }))
  }
  return layout.environments.map(({ name, isPromotable }, stage) => {
    const own = lasting.filter(({ environment }) => environment === name)
    const names = own.map((cluster) => cluster.name)
    return {
      name,
      names: [...new Set([name, ...names])],
      clusters: names,
      directories: own.map(({ directory }) => directory),
      stage,
      source: layout.environments[stage - 1]?.name,
      isPromotable,
    }
  })
}
