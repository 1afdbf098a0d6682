import { isWithin } from '../source/is-within.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { UserError } from '../source/user-error.ts'
import { readGitBlobs } from './git-blobs.ts'
import { findGitCommit } from './git-commit.ts'
import { readGitPrefix } from './git-prefix.ts'
import { listGitTree } from './git-tree.ts'
import type { FileContent } from './transaction/file-content.ts'

/**
 * The files below some directories as they are in a revision, by paths relative to the asked directory; no symbolic
 * links and submodules. Throws a UserError where the revision is unknown or Git lacks something.
 */
export async function readGitFiles(
  directory: string,
  revision: string,
  directories: readonly RepoPath[],
): Promise<ReadonlyMap<RepoPath, FileContent>> {
  const [commit, prefix] = await Promise.all([findGitCommit(directory, revision), readGitPrefix(directory)])
  const entries = (await listGitTree(directory, commit, prefix)).filter(
    ({ kind, isText, path }) => kind === 'file' && isText && directories.some((one) => isWithin(path, one)),
  )
  const blobs = await readGitBlobs(directory, [...new Map(entries.map((entry) => [entry.blob, entry])).values()])
  return new Map(
    entries.map(({ path, blob, isExecutable }) => {
      const bytes = blobs.get(blob)
      if (bytes === undefined) throw new UserError(`Git does not have \`${path}\` of ${revision}: fetch it first`)
      return [path, { bytes, mode: isExecutable ? 'executable' : 'file' }]
    }),
  )
}
