import type { Cluster } from '../../model/cluster.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { DetectedEnvironment } from './detected-layout.ts'
import { type Stage, stageOf } from './stage-of.ts'

/**
 * The environments that the names or directories of long-lived clusters tell of, in the order of promotion. Clusters that share the word
 * for their stage (`prod-eu`, `prod-us`) are one environment. Empty for fewer than two, between which nothing moves.
 */
export function detectEnvironments(clusters: readonly Cluster[]): readonly DetectedEnvironment[] {
  const found = new Map<string, { readonly order: number; readonly names: string[] }>()
  for (const { name, directory } of clusters) {
    const stage = stageOf(name) ?? stageOfDirectory(directory)
    // In the configuration the name is a glob.
    if (stage === undefined || /[*?[\]{}()!+@\\]/.test(name)) continue
    const group = found.get(stage.word)
    if (group === undefined) found.set(stage.word, { order: stage.order, names: [name] })
    else group.names.push(name)
  }
  const environments = [...found]
    .sort(([, a], [, b]) => a.order - b.order)
    .map(([word, { names }]): DetectedEnvironment => {
      const [only] = names
      const isNamed = names.length === 1 && only !== undefined && stageOf(only) !== undefined
      return { name: isNamed ? only : word, clusters: names.sort() }
    })
  return environments.length < 2 ? [] : environments
}

/** The stage that the nearest directory above tells: `clusters/staging/berlin`. */
function stageOfDirectory(directory: RepoPath): Stage | undefined {
  for (const segment of directory.split('/').reverse()) {
    const stage = stageOf(segment)
    if (stage !== undefined) return stage
  }
  return undefined
}
