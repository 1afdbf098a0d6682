import type { RepoPath } from '../source/repo-path.ts'
import { UserError } from '../source/user-error.ts'
import { explainGitFailure } from './explain-git-failure.ts'
import { runGitOnIndex } from './git-index-command.ts'
import { splitAtNul } from './split-at-nul.ts'

/** What the next commit would have at a path. */
export interface GitIndexEntry {
  readonly path: RepoPath
  readonly kind: 'file' | 'symlink' | 'submodule'
  readonly isExecutable: boolean
  /** The hash of its content; of a submodule that of its commit. */
  readonly blob: string
  /** Bytes of its content; undefined where Git does not have it. */
  readonly size: number | undefined
  /** Whether its name is UTF-8; otherwise the path shows it with replacement characters. */
  readonly isText: boolean
}

/** Paths of conflicts that are named. */
const maximumNamed = 3

/**
 * Lists what the index has below a directory, paths relative to it and sorted: what a sparse checkout leaves out too, and
 * not what was only announced by `git add --intent-to-add`, since no commit would have it. `index` is the file of another
 * index than the usual one. Throws a UserError where there is no repository, or a conflict is not resolved.
 */
export async function listGitIndex(directory: string, index?: string): Promise<readonly GitIndexEntry[]> {
  const listed = await runGitOnIndex(directory, index, ['ls-files', '--stage', '-z'])
  if (!listed.ok) throw explainGitFailure('what is staged cannot be listed', listed)
  const records = [...splitAtNul(listed.output)].map(readRecord)
  const conflicts = [...new Set(records.filter(({ stage }) => stage !== '0').map(({ path }) => path))]
  if (conflicts.length > 0) throw explainConflicts(conflicts)
  const sizes = await readSizes(directory, index, records)
  const entries = records
    .filter(({ path }) => path.split('/').every((name) => !['', '.', '..', '.git'].includes(name)))
    .map(({ path, mode, blob, isText }): GitIndexEntry => {
      const kind = mode === '160000' ? 'submodule' : mode === '120000' ? 'symlink' : 'file'
      return { path, kind, isExecutable: mode === '100755', blob, size: sizes.get(blob), isText }
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1))
  // What is announced stands there as an empty file.
  if (!entries.some(({ kind, size }) => kind === 'file' && size === 0)) return entries
  const real = await listCommitted(directory, index)
  return entries.filter(({ path, size }) => size !== 0 || real === undefined || real.has(path))
}

/** The paths that a commit of the index would have; undefined where git cannot tell them. */
async function listCommitted(directory: string, index: string | undefined): Promise<ReadonlySet<RepoPath> | undefined> {
  const empty = await runGitOnIndex(directory, index, ['hash-object', '-t', 'tree', '--stdin'])
  if (!empty.ok) return undefined
  const options = ['--cached', '--relative', '--no-renames', '--name-only', '-z', '--ita-invisible-in-index']
  const answer = await runGitOnIndex(directory, index, ['diff-index', ...options, empty.output.toString().trim()])
  return answer.ok ? new Set([...splitAtNul(answer.output)].map((path) => path.toString())) : undefined
}

interface IndexRecord {
  readonly path: RepoPath
  readonly mode: string
  readonly blob: string
  readonly stage: string
  readonly isText: boolean
}

/** One line of `ls-files --stage`: mode, hash, stage and, after a tab, the name. */
function readRecord(record: Buffer): IndexRecord {
  const tab = record.indexOf(9)
  const [mode = '', blob = '', stage = ''] = record.toString('latin1', 0, tab).split(' ')
  const name = record.subarray(tab + 1)
  const path = name.toString()
  return { path, mode, blob, stage, isText: Buffer.from(path).equals(name) }
}

async function readSizes(
  directory: string,
  index: string | undefined,
  records: readonly IndexRecord[],
): Promise<ReadonlyMap<string, number>> {
  const blobs = new Set(records.filter(({ mode }) => mode !== '160000').map(({ blob }) => blob))
  if (blobs.size === 0) return new Map()
  const ask = ['cat-file', '--batch-check=%(objectname) %(objectsize)']
  const answer = await runGitOnIndex(directory, index, ask, `${[...blobs].join('\n')}\n`)
  if (!answer.ok) throw explainGitFailure('what is staged cannot be read', answer)
  const lines = answer.output.toString('latin1').split('\n')
  // What Git does not have is told as missing.
  return new Map(
    lines.flatMap((line): [string, number][] => {
      const [blob = '', size = ''] = line.split(' ')
      return /^\d+$/.test(size) ? [[blob, Number(size)]] : []
    }),
  )
}

function explainConflicts(paths: readonly RepoPath[]): UserError {
  const named = paths.slice(0, maximumNamed).map((path) => `\`${path}\``)
  const more = paths.length > maximumNamed ? ` and ${paths.length - maximumNamed} more` : ''
  return new UserError(
    `what is staged cannot be judged amid a conflict: resolve ${named.join(', ')}${more}, and add the result (\`git add\`)`,
  )
}
