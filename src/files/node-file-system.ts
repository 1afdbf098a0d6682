import * as fs from 'node:fs'
import { join, relative } from 'node:path'
import { globby } from 'globby'
import type { FileEntry, FileSystem, ReadProblem } from './file-system.ts'

/** What is never part of a repository's configuration. */
const neverListed = ['**/.git', '**/node_modules']

/** The reason in an error of the operating system, without the absolute path that Node puts into its message. */
function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied'
  if (code === 'ENOENT') return 'no such file'
  if (code === 'EISDIR') return 'it is a directory'
  if (code === 'ELOOP') return 'too many symbolic links'
  return code ?? 'it cannot be read'
}

/**
 * Lists a directory on disk. Symbolic links are listed and never followed; what Git ignores is left out.
 * `ignored` are the paths that Git ignores, as {@link GitContext} gives them; without a Git work tree the
 * `.gitignore` files are read instead.
 */
export async function openNodeFileSystem(root: string, ignored: readonly string[] | undefined): Promise<FileSystem> {
  const unreadable: ReadProblem[] = []
  const listed = await globby('**', {
    cwd: root,
    dot: true,
    onlyFiles: false,
    markDirectories: false,
    followSymbolicLinks: false,
    expandDirectories: false,
    objectMode: true,
    stats: true,
    gitignore: ignored === undefined,
    ignore: neverListed,
    fs: { readdir: readableDirectory(root, unreadable) },
  })

  const ignoredFiles = new Set(ignored?.filter((path) => !path.endsWith('/')))
  const ignoredDirectories = ignored?.filter((path) => path.endsWith('/')) ?? []
  const isIgnoredByGit = (path: string): boolean =>
    ignoredFiles.has(path) || ignoredDirectories.some((directory) => `${path}/`.startsWith(directory))

  const entries: FileEntry[] = []
  for (const { path, stats } of listed) {
    if (stats === undefined || isIgnoredByGit(path)) continue
    if (stats.isSymbolicLink()) entries.push({ path, kind: 'symlink', size: 0 })
    else if (stats.isFile()) entries.push({ path, kind: 'file', size: stats.size })
  }
  entries.sort((a, b) => (a.path < b.path ? -1 : 1))

  return {
    entries,
    unreadable,
    isIgnoredByGit: (path) => isIgnoredByGit(path) && fs.existsSync(join(root, path)),
    read(path) {
      try {
        return readRegularFile(join(root, path))
      } catch (error) {
        return { path, reason: reasonOf(error) }
      }
    },
  }
}

/** Reads a file that has not become a symbolic link since it was listed. */
function readRegularFile(path: string): Uint8Array {
  const file = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW | fs.constants.O_NONBLOCK)
  try {
    return fs.readFileSync(file)
  } finally {
    fs.closeSync(file)
  }
}

type ReadDirectory = typeof fs.readdir

/** A readdir that notes a directory without permission and goes on, where the walk would stop. */
function readableDirectory(root: string, unreadable: ReadProblem[]): ReadDirectory {
  const readdir = (path: string, options: { withFileTypes: true }, done: (error: unknown, entries: unknown) => void) =>
    fs.readdir(path, options, (error, entries) => {
      if (error === null) return done(null, entries)
      unreadable.push({ path: relative(root, path).split('\\').join('/'), reason: reasonOf(error) })
      done(null, [])
    })
  return readdir as unknown as ReadDirectory
}
