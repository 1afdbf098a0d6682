import ignore from 'ignore'
import type { PromotionSettings } from '../../model/layout.ts'
import { isWithin } from '../../source/is-within.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/** Tells in words why a file is its cluster's own and never carried; undefined where it is carried. */
export type OwnTest = (path: RepoPath) => string | undefined

/**
 * What belongs to a cluster itself: its flux-system, and the files that the configuration keeps. The directories are
 * those of one side; `fluxSystems` are the flux-system directories that were found in clusters.
 */
export function createOwnTest(
  directories: readonly RepoPath[],
  fluxSystems: readonly RepoPath[],
  { keepFiles }: Pick<PromotionSettings, 'keepFiles'>,
): OwnTest {
  const kept = ignore().add([...keepFiles])
  const systems = [...new Set([...fluxSystems, ...directories.map((directory) => `${directory}/flux-system`)])]
  return (path) => {
    if (systems.some((system) => isWithin(path, system))) return 'Flux of the cluster'
    const directory = directories.find((one) => isWithin(path, one) && path !== one)
    if (directory === undefined) return undefined
    return kept.ignores(path.slice(directory.length + 1)) ? 'kept by `promotion.keepFiles`' : undefined
  }
}
