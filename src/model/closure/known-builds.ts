import type { Build } from '../../kustomize/build/build.ts'
import type { BuildFiles } from '../../kustomize/build/build-files.ts'
import { type BuildReads, watchBuildFiles } from '../../kustomize/build/watch-build-files.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/** What is built, beside the files. */
export interface BuildQuestion {
  readonly directory: RepoPath
  /** What a Flux Kustomization adds; undefined where it adds nothing. */
  readonly spec: TreeNode | undefined
  /** As Flux builds, or as kustomize does by itself. */
  readonly by: 'flux' | 'kustomize'
}

/** Builds of some states of a repository, for others in which nothing that a build read is different. */
export interface KnownBuilds {
  /** Begins another state; what none of the last ones had is forgotten. */
  openState(): StateBuilds
}

/** The builds of one state. */
export interface StateBuilds {
  /**
   * What `build` makes of these files, or made of others that are the same to it. Within a state each is one of its own,
   * as it is where all are made anew.
   */
  take(files: BuildFiles, question: BuildQuestion, build: (files: BuildFiles) => Build): Build
}

interface Known {
  readonly reads: BuildReads
  readonly build: Build
  /** How many states there were when it was last wanted. */
  state: number
}

/** Fixes are tried on states that differ from the one before the last. */
const keptStates = 3

/** Starts to keep builds. */
export function createKnownBuilds(): KnownBuilds {
  const byQuestion = new Map<TreeNode | undefined, Map<string, Known[]>>()
  let states = 0
  const listKnown = ({ spec, by, directory }: BuildQuestion): Known[] => {
    const builds = byQuestion.get(spec) ?? new Map<string, Known[]>()
    byQuestion.set(spec, builds)
    const key = `${by} ${directory}`
    const known = builds.get(key) ?? []
    builds.set(key, known)
    return known
  }
  const forget = (): void => {
    for (const [spec, builds] of byQuestion) {
      for (const [key, known] of builds) {
        const kept = known.filter(({ state }) => states - state <= keptStates)
        if (kept.length > 0) builds.set(key, kept)
        else builds.delete(key)
      }
      if (builds.size === 0) byQuestion.delete(spec)
    }
  }
  return {
    openState: () => {
      states += 1
      forget()
      const own = new Set<Build>()
      return {
        take: (files, question, build) => {
          const known = listKnown(question)
          const same = known.find((one) => !own.has(one.build) && one.reads.isSame(files))
          if (same !== undefined) {
            same.state = states
            own.add(same.build)
            return same.build
          }
          const watched = watchBuildFiles(files)
          const made = build(watched.files)
          own.add(made)
          const reads = watched.reads()
          if (reads !== undefined) known.push({ reads, build: made, state: states })
          return made
        },
      }
    },
  }
}
