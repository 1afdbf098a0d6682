import type { FileSystem } from '../files/file-system.ts'
import { createFileTree } from '../files/file-tree.ts'
import { readGitBlobs } from '../files/git-blobs.ts'
import { listGitLog } from '../files/git-log.ts'
import { readGitPrefix } from '../files/git-prefix.ts'
import { type GitTreeEntry, listGitTree } from '../files/git-tree.ts'
import { runGitNow } from '../files/run-git.ts'
import type { Change, ChangedFile } from '../model/change/change.ts'
import { compileGlobs } from '../model/compile-globs.ts'
import { createSourceFile } from '../model/create-source-file.ts'
import type { Repository } from '../model/repository.ts'
import type { RepoPath } from '../source/repo-path.ts'

/** Bytes of one file that is read beforehand. */
const maximumFile = 1024 * 1024

/**
 * What the repository at a directory, as it is modelled, changes since a commit that HEAD descends from. `uncommitted` are
 * the paths at which the model differs from HEAD. Throws a UserError where Git cannot read a commit.
 */
export async function openChange(
  root: string,
  from: string,
  repository: Repository,
  uncommitted: ReadonlySet<RepoPath>,
): Promise<Change> {
  const prefix = await readGitPrefix(root)
  const [commits, old, head] = await Promise.all([
    listGitLog(root, { to: 'HEAD', from, paths: [], full: true }),
    listGitTree(root, from, prefix),
    listGitTree(root, 'HEAD', prefix),
  ])
  const before = indexFiles(old)
  const committed = indexFiles(head)
  const touched = new Set([...commits.flatMap(({ paths }) => paths), ...uncommitted])
  const differing = [...touched].sort().filter((path) => {
    if (uncommitted.has(path)) return true
    // What a sparse checkout leaves out is not deleted.
    const isSeen = repository.files.has(path) || !committed.has(path)
    return isSeen && before.get(path)?.blob !== committed.get(path)?.blob
  })
  const files = await openBefore(root, old, differing)
  const isIgnored = compileGlobs(repository.layout.ignore)
  const changed = differing.map((path): ChangedFile => {
    const entry = before.get(path)
    return {
      path,
      before: entry && createSourceFile(files, entry, isIgnored(path), repository.files.get(path)?.isYaml),
      after: repository.files.get(path),
    }
  })
  return { files: changed.filter(isDifferent), commits, uncommitted, before: createFileTree(files) }
}

function indexFiles(entries: readonly GitTreeEntry[]): ReadonlyMap<RepoPath, GitTreeEntry & { kind: 'file' }> {
  return new Map(
    entries.flatMap((entry) => {
      const { kind } = entry
      return kind === 'file' && entry.isText ? [[entry.path, { ...entry, kind }] as const] : []
    }),
  )
}

/** The files of a commit, of which some are read beforehand and all at once. */
async function openBefore(
  root: string,
  entries: readonly GitTreeEntry[],
  wanted: readonly RepoPath[],
): Promise<FileSystem> {
  const byPath = indexFiles(entries)
  const chosen = wanted.flatMap((path) => byPath.get(path) ?? []).filter(({ size }) => size <= maximumFile)
  const contents = await readGitBlobs(root, chosen)
  return {
    entries: entries.map(({ path, kind, size }) => ({ path, kind, size })),
    unreadable: [],
    isIgnoredByGit: () => false,
    read: (path) => {
      const entry = byPath.get(path)
      if (entry === undefined) return { path, reason: 'no such file' }
      const content = contents.get(entry.blob) ?? runGitNow(root, ['cat-file', 'blob', entry.blob], entry.size)
      return content ?? { path, reason: 'Git does not have its content' }
    },
  }
}

/** Not so where the work tree has what a commit in between took away, or only line breaks as Git converts them. */
function isDifferent({ before, after }: ChangedFile): boolean {
  if (before === undefined || after === undefined) return before !== after
  if (before.problem !== undefined || after.problem !== undefined) return true
  return before.text.replaceAll('\r\n', '\n') !== after.text.replaceAll('\r\n', '\n')
}
