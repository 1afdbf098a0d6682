import { relative, resolve, sep } from 'node:path'
import { createFileTree } from '../files/file-tree.ts'
import { findRepositoryRoot } from '../files/find-repository-root.ts'
import { isDirectory } from '../files/is-directory.ts'
import { openNodeFileSystem } from '../files/node-file-system.ts'
import { type BuildFiles, createBuildFiles } from '../kustomize/build/build-files.ts'
import { createSourceFile } from '../model/create-source-file.ts'
import type { SourceFile } from '../model/source-file.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { UserError } from '../source/user-error.ts'

/** A tree of files to build from. */
export interface OpenedBuildFiles {
  readonly files: BuildFiles
  /** The directories that were asked for. */
  readonly directories: readonly RepoPath[]
  /** A file for its code frame; undefined where it is not listed. */
  sourceFile(path: RepoPath): SourceFile | undefined
}

/**
 * Opens the repository that the directories lie in. Unlike Flux, a build also reads what Git ignores. Where nothing marks
 * a repository, it begins at the working directory if that is above the directories.
 * Throws a UserError for a directory that does not exist.
 */
export async function openBuildFiles(
  directories: readonly string[],
  workingDirectory: string,
): Promise<OpenedBuildFiles> {
  const found = findRepositoryRoot(workingDirectory, directories)
  const root = found.isMarked ? found.root : commonRoot(found.root, workingDirectory)
  const file = directories.find((path) => !isDirectory(resolve(workingDirectory, path)))
  if (file !== undefined) throw new UserError(`${file} is a file; name the directory to build`)
  const fileSystem = await openNodeFileSystem(root, [])
  const entries = new Map(fileSystem.entries.map((entry) => [entry.path, entry]))
  const opened = new Map<RepoPath, SourceFile>()
  return {
    files: createBuildFiles(fileSystem, createFileTree(fileSystem)),
    directories: directories.map((path) => toRepoPath(root, resolve(workingDirectory, path))),
    sourceFile(path) {
      const entry = entries.get(path)
      if (entry === undefined) return undefined
      const file = opened.get(path) ?? createSourceFile(fileSystem, entry, false, true)
      opened.set(path, file)
      return file
    },
  }
}

function commonRoot(root: string, workingDirectory: string): string {
  return toRepoPath(workingDirectory, root).startsWith('..') ? root : workingDirectory
}

function toRepoPath(root: string, path: string): RepoPath {
  return relative(root, path).split(sep).join('/')
}
