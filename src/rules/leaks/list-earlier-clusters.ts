import type { Cluster } from '../../model/cluster.ts'
import { isScaffold } from '../../model/is-scaffold.ts'
import type { Repository } from '../../model/repository.ts'
import { isProductionName, lowerStages } from '../hierarchy/is-production-name.ts'
import { type EnvironmentWords, wordsIn, wordsOf } from './environment-words.ts'

/** A cluster of an environment before production. */
export interface EarlierCluster {
  readonly cluster: Cluster
  /** What it is called: the configured environment, or the word in the cluster's name that says what it is. */
  readonly environment: string
  readonly words: EnvironmentWords
}

/**
 * The clusters of earlier environments, for one of production; none for any other. With configured environments these
 * tell, else the names of the clusters, where they say it in so many words.
 */
export function listEarlierClusters(own: Cluster, { clusters, layout }: Repository): readonly EarlierCluster[] {
  const names = layout.environments.map(({ name }) => name)
  const last = names.at(-1)
  const stageOf = ({ environment, name }: Cluster): string | undefined =>
    names.length > 0 ? environment : (earlierWord(name) ?? (isProductionName(name) ? name : undefined))
  const isProduction = (stage: string): boolean =>
    isProductionName(stage) || (names.length > 1 && stage === last && !lowerStages.has(stage))
  const stage = stageOf(own)
  if (stage === undefined || !isProduction(stage)) return []
  const known = new Map<string, EnvironmentWords | undefined>()
  return clusters.flatMap((cluster) => {
    const environment = stageOf(cluster)
    if (environment === undefined || isProduction(environment) || isScaffold(cluster.directory)) return []
    if (!known.has(environment)) known.set(environment, wordsOf(environment, stage))
    const words = known.get(environment)
    return words === undefined ? [] : [{ cluster, environment, words }]
  })
}

function earlierWord(name: string): string | undefined {
  const found = wordsIn(name).filter((word) => lowerStages.has(word))
  return found.length === 1 ? found[0] : undefined
}
