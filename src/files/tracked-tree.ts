import type { RepoPath } from '../source/repo-path.ts'
import { listGitSubmodules } from './git-submodules.ts'
import { runGit } from './run-git.ts'
import { splitAtNul } from './split-at-nul.ts'

/** What Git tracks of a work tree where the names of files on disk do not tell. */
export interface TrackedTree {
  readonly submodules: readonly RepoPath[]
  /** Files that were committed although they lie in a `node_modules`, and the directories that lead to them. */
  readonly modules: ReadonlySet<RepoPath>
}

/** Asks Git what it tracks below a directory; nothing where Git does not answer. */
export async function readTrackedTree(directory: string): Promise<TrackedTree> {
  const [submodules, modules] = await Promise.all([
    listGitSubmodules(directory).catch((): readonly RepoPath[] => []),
    runGit(directory, ['ls-files', '-z', '--', ':(glob)**/node_modules/**']),
  ])
  const paths = new Set<RepoPath>()
  for (const record of modules.ok ? splitAtNul(modules.output) : []) {
    const path = record.toString()
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
      const part = path.slice(0, end)
      if (paths.has(part)) break
      paths.add(part)
    }
  }
  return { submodules, modules: paths }
}
