import type { FileSystem } from '../../files/file-system.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { addWithParents } from './add-with-parents.ts'
import type { Absence, ArtifactProblem } from './artifact-files.ts'
import { includeArtifacts } from './include-artifacts.ts'
import type { SourceOptions } from './source-options.ts'

/** What a source has fetched before it is packed. Paths are inside the artifact. */
export interface Checkout {
  /** The path in the repository of each file. */
  readonly files: Map<RepoPath, RepoPath>
  /** Every directory, but for the root. */
  readonly directories: Set<RepoPath>
  /** What was left behind; symbolic links too. */
  readonly absent: Map<RepoPath, Absence>
  /** Paths whose content is not known. */
  readonly unseen: RepoPath[]
  readonly problems: ArtifactProblem[]
}

/**
 * What source-controller has on disk before it packs an artifact: the files of the root, of a sparse checkout those
 * whose path begins with one of its texts (`apps` takes `apps-old/x` too), of a Bucket those with the prefix, and what
 * is included from elsewhere.
 */
export function checkOut(files: FileSystem, options: SourceOptions): Checkout {
  const { root = '' } = options
  const start = root === '' ? 0 : root.length + 1
  const checkout: Checkout = { files: new Map(), directories: new Set(), absent: new Map(), unseen: [], problems: [] }
  const isFetched = createFetchTest(options)
  const outside = absenceOutside(options)
  const symlink: Absence = { reason: 'symlink', pattern: undefined, origin: undefined, at: undefined }
  for (const entry of files.entries) {
    if (start > 0 && !entry.path.startsWith(`${root}/`)) continue
    const path = entry.path.slice(start)
    if (!isFetched(path)) {
      checkout.absent.set(path, outside)
      continue
    }
    addWithParents(checkout.directories, path)
    if (entry.kind === 'file') checkout.files.set(path, entry.path)
    else checkout.absent.set(path, symlink)
  }
  markDirectoriesOutside(checkout, outside)
  checkSparsePaths(checkout, options)
  includeArtifacts(checkout, options.includes ?? [])
  return checkout
}

function createFetchTest({ kind, sparseCheckout, prefix = '' }: SourceOptions): (path: RepoPath) => boolean {
  if (kind === 'Bucket') {
    return prefix === '' ? () => true : (path) => path === '.sourceignore' || path.startsWith(prefix)
  }
  const starts = (sparseCheckout?.directories ?? []).map(withoutDot)
  return starts.length === 0 ? () => true : (path) => starts.some((start) => path.startsWith(start))
}

function withoutDot(path: string): string {
  return path.startsWith('./') ? path.slice(2) : path
}

function absenceOutside({ kind, sparseCheckout, prefix }: SourceOptions): Absence {
  return kind === 'Bucket'
    ? { reason: 'outside-prefix', pattern: prefix, origin: undefined, at: undefined }
    : { reason: 'outside-sparse-checkout', pattern: undefined, origin: undefined, at: sparseCheckout?.at }
}

function markDirectoriesOutside({ absent, directories }: Checkout, outside: Absence): void {
  const around = new Set<RepoPath>()
  for (const [path, absence] of absent) if (absence === outside) addWithParents(around, path)
  for (const path of around) if (!directories.has(path)) absent.set(path, outside)
}

function checkSparsePaths(checkout: Checkout, { sparseCheckout }: SourceOptions): void {
  for (const text of sparseCheckout?.directories ?? []) {
    const path = text
      .split('/')
      .filter((name) => name !== '' && name !== '.')
      .join('/')
    if (path === '' || checkout.directories.has(path) || checkout.files.has(path)) continue
    if (checkout.absent.get(path)?.reason === 'symlink') continue
    checkout.problems.push({
      kind: 'fails',
      message: `\`sparseCheckout\` names \`${text}\`, which ${checkout.absent.has(path) ? 'is not fetched in this spelling' : 'is not in the repository'}`,
      at: sparseCheckout?.at,
    })
  }
}
