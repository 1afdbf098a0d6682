import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { type Entry, walkSync } from '@nodelib/fs.walk'
import type { RepoPath } from '../source/repo-path.ts'
import { UserError } from '../source/user-error.ts'

/** Where the repository begins, as an absolute path, and what of it was asked for: the whole where nothing is named. */
export interface RepositoryRoot {
  readonly root: string
  readonly asked: readonly RepoPath[]
  /** Whether something says that a repository begins here: `.git`, `.gitops.yaml`, or a directory `clusters`. */
  readonly isMarked: boolean
}

/** What marks the top of a repository. */
const marks = ['.gitops.yaml', '.git']

/**
 * Finds the repository that the given paths lie in: the nearest marked directory at or above them. Flux paths start
 * there, so a directory with clusters of its own below a mark is the repository only if nothing in it says otherwise.
 * Without a mark it is the nearest directory that holds `clusters`, else the directory itself.
 * Throws a UserError where a path does not exist or the paths lie in different repositories.
 */
export function findRepositoryRoot(workingDirectory: string, paths: readonly string[]): RepositoryRoot {
  const found = paths.map((path) => {
    const absolute = resolve(workingDirectory, path)
    if (!existsSync(absolute)) throw new UserError(`${path}: there is no such file or directory`)
    const stats = statSync(absolute)
    if (!stats.isDirectory() && !stats.isFile()) throw new UserError(`${path}: neither a directory nor a file`)
    return { path, absolute, root: rootOf(absolute) }
  })
  if (found.length === 0) return describe(rootOf(workingDirectory), [''])
  const root = found[0]?.root ?? workingDirectory
  const stranger = found.find((one) => one.root !== root)
  if (stranger !== undefined) {
    throw new UserError(
      `${found[0]?.path} and ${stranger.path} lie in different repositories; name those of one at a time`,
    )
  }
  return describe(
    root,
    found.map(({ absolute }) => toRepoPath(root, absolute)),
  )
}

function describe(root: string, asked: readonly RepoPath[]): RepositoryRoot {
  const isMarked = holdsClusters(root) || marks.some((mark) => existsSync(join(root, mark)))
  return { root, asked, isMarked }
}

function rootOf(path: string): string {
  const start = statSync(path).isDirectory() ? path : dirname(path)
  const above = ancestors(start)
  const marked = above.find((directory) => marks.some((mark) => existsSync(join(directory, mark))))
  if (marked === undefined) return above.find(holdsClusters) ?? start
  const standsAlone = marked !== path && start === path && holdsClusters(path) && !startsFluxPathsAbove(path, marked)
  return standsAlone ? path : marked
}

/** The directory and every one above it, nearest first. */
function ancestors(directory: string): readonly string[] {
  const parent = dirname(directory)
  return parent === directory ? [directory] : [directory, ...ancestors(parent)]
}

function holdsClusters(directory: string): boolean {
  return existsSync(join(directory, 'clusters'))
}

/** Larger files are no Flux Kustomizations. */
const maximumBytes = 1024 * 1024

/** Whether a Flux path below a directory begins with the directory's own path in the marked one. */
function startsFluxPathsAbove(directory: string, marked: string): boolean {
  const prefix = toRepoPath(marked, directory)
  const pattern = new RegExp(`path:\\s*["']?\\.?/?${prefix.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:/|["'\\s]|$)`)
  const options = {
    followSymbolicLinks: false,
    errorFilter: () => true,
    entryFilter: ({ name, dirent }: Entry) => dirent.isFile() && /\.ya?ml$/.test(name),
  }
  return walkSync(directory, options).some(({ path }) => {
    try {
      return statSync(path).size <= maximumBytes && pattern.test(readFileSync(path, 'utf8'))
    } catch {
      return false
    }
  })
}

function toRepoPath(root: string, path: string): RepoPath {
  return relative(root, path).split(sep).join('/')
}
