import type { RepoPath } from '../source/repo-path.ts'
import { readSubmodules } from './git-submodules.ts'
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
  const listed = await runGit(directory, ['ls-files', '--stage', '-z'])
  if (!listed.ok) return { submodules: [], modules: new Set() }
  return { submodules: readSubmodules(listed.output), modules: readModules(listed.output) }
}

function readModules(listed: Buffer): ReadonlySet<RepoPath> {
  const paths = new Set<RepoPath>()
  // The paths of most repositories need not be looked at one by one.
  if (!listed.includes('node_modules/')) return paths
  for (const record of splitAtNul(listed)) {
    const path = record.toString('utf8', record.indexOf(tab) + 1)
    if (!/(?:^|\/)node_modules\//.test(path)) continue
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
      const part = path.slice(0, end)
      if (paths.has(part)) break
      paths.add(part)
    }
  }
  return paths
}

/** It stands before the path. */
const tab = 9
