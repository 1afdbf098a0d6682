import type { RepoPath } from '../source/repo-path.ts'
import type { FileEntry, FileSystem, ReadProblem } from './file-system.ts'
import { type GitBlob, readGitBlobs } from './git-blobs.ts'
import { findGitCommit } from './git-commit.ts'
import { listGitSubmodules } from './git-submodules.ts'
import { type GitTreeEntry, listGitTree } from './git-tree.ts'
import { runGit, runGitNow } from './run-git.ts'

/** The files of a commit. */
export interface GitRevision extends FileSystem {
  /** The full hash of the commit. */
  readonly commit: string
}

/** What configuration is made of: it is read beforehand and all at once, anything else when it is asked for. */
const readBeforehand =
  /(?:^|\/)(?:kustomization|\.[^/]*ignore|\.gitops|\.sops|[^/]*\.(?:ya?ml|json|env|properties|toml|conf|cfg|ini|txt|md|sh|tpl|xml))$/i
const maximumFile = 8 * 1024 * 1024
/** Bytes that are kept in memory. */
const maximumTotal = 256 * 1024 * 1024

/**
 * The files of any revision of the repository that holds a directory, below that directory, straight from Git's object
 * store: no checkout, no filters, no hooks, no network. A commit without that directory has no files. Contents are what
 * was committed, so files of Git LFS are their pointers, as they are for Flux.
 * Throws a UserError where git is not installed, there is no repository, it has no such commit (as in a shallow clone),
 * or not its files (as in a partial clone).
 */
export async function openGitRevision(directory: string, revision: string): Promise<GitRevision> {
  const commit = await findGitCommit(directory, revision)
  const prefix = await runGit(directory, ['rev-parse', '--show-prefix'])
  const listed = await listGitTree(directory, commit, prefix.ok ? prefix.output.toString().replace(/\n$/, '') : '')
  const byPath = new Map(listed.map((entry) => [entry.path, entry]))
  const [contents, submodules] = await Promise.all([
    readGitBlobs(directory, chooseBlobs(listed)),
    listGitSubmodules(directory, commit),
  ])

  const read = (path: RepoPath): Uint8Array | ReadProblem => {
    const entry = byPath.get(path)
    if (entry === undefined) return { path, reason: 'no such file' }
    if (entry.kind === 'symlink') return { path, reason: 'it is a symbolic link' }
    if (!entry.isText) return { path, reason: 'its name is not UTF-8' }
    const content = contents.get(entry.blob) ?? runGitNow(directory, ['cat-file', 'blob', entry.blob], entry.size)
    return content ?? { path, reason: 'Git does not have its content' }
  }
  return {
    commit,
    entries: listed.map(toFileEntry).sort((a, b) => (a.path < b.path ? -1 : 1)),
    unreadable: [],
    submodules,
    isIgnoredByGit: () => false,
    read,
  }
}

function toFileEntry({ path, kind, size, isText, isExecutable }: GitTreeEntry): FileEntry {
  const isRead = kind === 'file' && isText
  return { path, kind, size: isRead ? size : 0, ...(isExecutable ? { isExecutable } : {}) }
}

/** Each blob once, in the order of their paths, until the bound is reached. */
function chooseBlobs(entries: readonly GitTreeEntry[]): readonly GitBlob[] {
  const wanted = entries.filter(({ path, kind }) => kind === 'file' && readBeforehand.test(path))
  const chosen = new Map<string, GitBlob>()
  let total = 0
  for (const { blob, size } of wanted) {
    if (chosen.has(blob) || size > maximumFile || total + size > maximumTotal) continue
    chosen.set(blob, { blob, size })
    total += size
  }
  return [...chosen.values()]
}
