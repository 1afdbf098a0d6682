import * as fs from 'node:fs'
import { join } from 'node:path'
import type { RepoPath } from '../../source/repo-path.ts'
import { UserError } from '../../source/user-error.ts'
import { errorCode } from './error-code.ts'
import { explainFailure } from './explain-failure.ts'
import type { FileContent } from './file-content.ts'

/** What lies at a path of a repository. */
export type FoundAtPath =
  /** `blockedBy` is the file that stands where the path has a directory. */
  | { readonly kind: 'nothing'; readonly blockedBy?: RepoPath }
  | { readonly kind: 'file'; readonly content: FileContent; readonly permissions: number }
  | { readonly kind: 'directory'; readonly permissions: number }
  | { readonly kind: 'other'; readonly name: string }

/**
 * Looks at a path without following any symbolic link; a file is read. Throws a UserError where a directory on the way
 * is a symbolic link or the like, or where something cannot be read.
 */
export function findAtPath(root: string, path: RepoPath): FoundAtPath {
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
    const parent = path.slice(0, slash)
    const stats = lookAt(root, parent)
    if (stats === undefined) return { kind: 'nothing' }
    if (stats.isFile()) return { kind: 'nothing', blockedBy: parent }
    if (!stats.isDirectory()) throw new UserError(`${path} lies behind ${parent}, which is ${nameOf(stats)}`)
  }
  const stats = lookAt(root, path)
  if (stats === undefined) return { kind: 'nothing' }
  if (stats.isDirectory()) return { kind: 'directory', permissions: stats.mode & 0o7777 }
  if (!stats.isFile()) return { kind: 'other', name: nameOf(stats) }
  return explainFailure(`${path} cannot be read`, () => readRegularFile(join(root, path)))
}

function lookAt(root: string, path: RepoPath): fs.Stats | undefined {
  try {
    return fs.lstatSync(join(root, path), { throwIfNoEntry: false })
  } catch (error) {
    if (errorCode(error) === 'ENOTDIR') return undefined
    return explainFailure(`${path} cannot be read`, () => {
      throw error
    })
  }
}

function nameOf(stats: fs.Stats): string {
  return stats.isSymbolicLink() ? 'a symbolic link' : 'neither a file nor a directory'
}

/** Reads a file that has not become a symbolic link or a pipe since it was looked at. */
function readRegularFile(path: string): FoundAtPath {
  const file = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW | fs.constants.O_NONBLOCK)
  try {
    const stats = fs.fstatSync(file)
    if (!stats.isFile()) return { kind: 'other', name: nameOf(stats) }
    const mode = (stats.mode & 0o100) === 0 ? 'file' : 'executable'
    return { kind: 'file', content: { bytes: fs.readFileSync(file), mode }, permissions: stats.mode & 0o7777 }
  } finally {
    fs.closeSync(file)
  }
}
