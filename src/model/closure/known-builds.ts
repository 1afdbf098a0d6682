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
  /** What `build` makes of these files, or made of others that are the same to it. */
  take(files: BuildFiles, question: BuildQuestion, build: (files: BuildFiles) => Build): Build
}

interface Known {
  readonly reads: BuildReads
  readonly build: Build
}

/** Starts to keep builds. */
export function createKnownBuilds(): KnownBuilds {
  const plain = new Map<string, Known[]>()
  const bySpec = new WeakMap<TreeNode, Map<string, Known[]>>()
  const listKnown = ({ spec, by, directory }: BuildQuestion): Known[] => {
    const builds = spec === undefined ? plain : (bySpec.get(spec) ?? new Map<string, Known[]>())
    if (spec !== undefined) bySpec.set(spec, builds)
    const key = `${by} ${directory}`
    const known = builds.get(key) ?? []
    builds.set(key, known)
    return known
  }
  return {
    take: (files, question, build) => {
      const known = listKnown(question)
      const same = known.findLast(({ reads }) => reads.isSame(files))
      // Each is one of its own, however alike they are.
      if (same !== undefined) return { ...same.build }
      const watched = watchBuildFiles(files)
      const made = build(watched.files)
      const reads = watched.reads()
      if (reads !== undefined) known.push({ reads, build: made })
      return made
    },
  }
}
