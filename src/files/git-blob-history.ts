import type { RepoPath } from '../source/repo-path.ts'
import { readGitHistory } from './git-history.ts'

/**
 * Every content that each file at or below some paths had in the history up to a revision: hashes of blobs, each once,
 * the newest first. Also of files that are gone, and of branches whose changes a merge took back; renames are not
 * followed, and submodules have no content. In a shallow clone the history ends where the clone does. One call of
 * git reads all. With `from`, what that commit comes from is left out. Throws a UserError where the revision is unknown or Git lacks something.
 */
export async function listGitBlobHistory(
  directory: string,
  question: { readonly to: string; readonly from?: string; readonly paths: readonly RepoPath[] },
): Promise<ReadonlyMap<RepoPath, readonly string[]>> {
  const byPath = new Map<RepoPath, Set<string>>()
  for (const { changes } of await readGitHistory(directory, { ...question, full: true }, [])) {
    for (const { path, blob } of changes) {
      if (blob === undefined) continue
      const blobs = byPath.get(path) ?? new Set()
      byPath.set(path, blobs.add(blob))
    }
  }
  return new Map([...byPath].map(([path, blobs]) => [path, [...blobs]]))
}
