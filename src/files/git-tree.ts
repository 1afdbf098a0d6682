import type { RepoPath } from '../source/repo-path.ts'
import { UserError } from '../source/user-error.ts'
import { runGit } from './run-git.ts'

/** A file or symbolic link of a commit. */
export interface GitTreeEntry {
  readonly path: RepoPath
  readonly kind: 'file' | 'symlink'
  readonly isExecutable: boolean
  /** Bytes of its content. */
  readonly size: number
  /** The hash of its content. */
  readonly blob: string
  /** Whether its name is UTF-8; otherwise the path shows it with replacement characters. */
  readonly isText: boolean
}

/**
 * Lists a directory of a commit and everything below it, paths relative to the directory; nothing where the commit has
 * no such directory. Submodules are left out, and names that no file can have: Git never checks those out either.
 * Throws a UserError where Git cannot list it, as in a clone that lacks some of the files.
 */
export async function listGitTree(directory: string, commit: string, prefix: string): Promise<readonly GitTreeEntry[]> {
  const hash = prefix === '' ? commit : await findTree(directory, commit, prefix.replace(/\/$/, ''))
  if (hash === undefined) return []
  const listed = await runGit(directory, ['ls-tree', '-r', '-z', '-l', '--full-tree', hash])
  if (!listed.ok) throw explain(commit, listed.problem)
  const entries = new Map<RepoPath, GitTreeEntry>()
  for (const record of splitAtNul(listed.output)) {
    const entry = readEntry(record)
    if (entry !== undefined && !entries.has(entry.path)) entries.set(entry.path, entry)
  }
  return [...entries.values()]
}

/** The hash of a directory in a commit; undefined where there is none, or a file or submodule in its place. */
async function findTree(directory: string, commit: string, path: string): Promise<string | undefined> {
  const found = await runGit(directory, ['--literal-pathspecs', 'ls-tree', '-z', '--full-tree', commit, '--', path])
  if (!found.ok) throw explain(commit, found.problem)
  const [, type, hash] = found.output.toString('latin1').split(/[ \t]/)
  return type === 'tree' ? hash : undefined
}

function explain(commit: string, problem: string): UserError {
  return new UserError(
    problem === 'too much output'
      ? `the commit ${commit} has too many files to list`
      : `this clone lacks files of the commit ${commit}, as one made with \`--filter\` does; check that commit out once, ` +
          'or clone without the filter',
  )
}

function* splitAtNul(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0, start)
    if (end < 0) return
    yield bytes.subarray(start, end)
    start = end + 1
  }
}

/** One line of `ls-tree`: mode, type, hash, size and, after a tab, the name. */
function readEntry(record: Buffer): GitTreeEntry | undefined {
  const tab = record.indexOf(9)
  const [mode, type, blob, size] = record.toString('latin1', 0, tab).split(/ +/)
  if (type !== 'blob' || blob === undefined) return undefined
  const name = record.subarray(tab + 1)
  const path = name.toString()
  if (!path.split('/').every(isFileName)) return undefined
  return {
    path,
    kind: mode === '120000' ? 'symlink' : 'file',
    isExecutable: mode === '100755',
    size: Number.parseInt(size ?? '', 10) || 0,
    blob,
    isText: Buffer.from(path).equals(name),
  }
}

/** Git checks none of these out. */
function isFileName(name: string): boolean {
  return !['', '.', '..', '.git'].includes(name)
}
