import type { Build } from '../../kustomize/build/build.ts'
import type { Observation } from '../../kustomize/build/build-run.ts'
import { clustersOfBuilds } from '../../model/queries/clusters-of-builds.ts'
import { filesOfBuild } from '../../model/queries/files-of-build.ts'
import { isChartTemplate } from '../../model/queries/is-chart-template.ts'
import { isCompleteBuild } from '../../model/queries/is-complete-build.ts'
import type { Repository } from '../../model/repository.ts'

/** An entry of `patches`, `images` or `replacements`, with all that it did. */
export interface OverrideEntry {
  /** One for each time that a build came to it. */
  readonly observations: readonly Observation[]
  /** One of them: the entry and its place are the same in all. */
  readonly observation: Observation
  /** The builds that use it, each with all its objects. */
  readonly builds: readonly Build[]
  readonly clusters: readonly string[]
}

/**
 * The entries whose effect is known for certain: every build that uses the file is complete. Without the entries of
 * ignored files and of charts.
 */
export function listOverrideEntries(repository: Repository): readonly OverrideEntry[] {
  const entries = known.get(repository) ?? collectEntries(repository)
  known.set(repository, entries)
  return entries
}

const known = new WeakMap<Repository, readonly OverrideEntry[]>()

function collectEntries(repository: Repository): readonly OverrideEntry[] {
  const groups = new Map<string, { observations: Observation[]; observation: Observation; builds: Set<Build> }>()
  for (const build of repository.builds) {
    for (const observation of build.observations) {
      const { entry, at, subject } = observation
      const key = [entry, at.file, at.start, subject].join('\0')
      const group = groups.get(key)
      if (group === undefined) groups.set(key, { observations: [observation], observation, builds: new Set([build]) })
      else {
        group.observations.push(observation)
        group.builds.add(build)
      }
    }
  }
  const users = groupUsers(repository)
  return [...groups.values()].flatMap(({ observations, observation, builds: seen }) => {
    const { file } = observation.at
    if (repository.files.get(file)?.isIgnored !== false || isChartTemplate(repository, file)) return []
    const builds = [...new Set([...seen, ...(users.get(file) ?? [])])]
    if (!builds.every((build) => isCompleteBuild(repository, build))) return []
    return [{ observations, observation, builds, clusters: clustersOfBuilds(repository, builds) }]
  })
}

/** The builds that each file takes part in: one that fails before it comes to an entry has observed nothing. */
function groupUsers(repository: Repository): ReadonlyMap<string, readonly Build[]> {
  const users = new Map<string, Build[]>()
  for (const build of repository.builds) {
    for (const path of filesOfBuild(repository, build.directory)) {
      const list = users.get(path)
      if (list === undefined) users.set(path, [build])
      else list.push(build)
    }
  }
  return users
}
