import type { FileTree } from '../files/file-tree.ts'
import { isWithin } from '../source/is-within.ts'
import { parentDirectory } from '../source/parent-directory.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { resolveRepoPath } from '../source/resolve-repo-path.ts'
import { isRemoteFile } from './is-remote-file.ts'
import { isRemoteReference } from './is-remote-reference.ts'
import { isRemoteRepository } from './is-remote-repository.ts'
import type { KustomizationFile } from './kustomization-file.ts'
import { kustomizationFileNames } from './kustomization-file-names.ts'
import type { ReferenceEntry } from './reference.ts'
import type { MissingReason, Target } from './target.ts'

/** Finds the kustomization file of a directory. */
export type FindKustomization = (directory: RepoPath) => KustomizationFile | undefined

/** Follows an entry from a directory to what it names, as kustomize would on Linux with the load restrictor off. */
export function resolvePath(
  entry: ReferenceEntry,
  directory: RepoPath,
  tree: FileTree,
  findKustomization: FindKustomization,
): Target {
  const { text } = entry
  if (isFetched(entry, directory, tree)) return { kind: 'remote', url: text }
  // A template that some program fills in before kustomize sees it.
  if (text.includes('{{')) return { kind: 'unknown', candidates: [] }
  if (text.startsWith('/')) return { kind: 'outside', path: text }
  const path = resolveRepoPath(directory, text)
  if (path === undefined) return { kind: 'outside', path: text }
  if (tree.isFile(path)) {
    return entry.accepts === 'directory' ? missing(path, { is: 'file' }) : { kind: 'file', path }
  }
  if (tree.isDirectory(path) && text !== '') {
    if (entry.accepts === 'file') return missing(path, { is: 'directory' })
    if (entry.loads === 'chart') return { kind: 'directory', path }
    const file = findKustomization(path)
    if (file !== undefined) return { kind: 'kustomization', file }
    const tried = kustomizationFileNames.map((name) => (path === '' ? name : `${path}/${name}`))
    return { kind: 'missing', tried, reason: { is: 'no-kustomization-file' } }
  }
  if (entry.loads === 'chart' && entry.mayBeRemote) return { kind: 'remote', url: text }
  if (tree.isUnreadable(path)) return { kind: 'unknown', candidates: [] }
  return missing(path, whyMissing(path, directory, text, tree))
}

/** A file comes from http, a directory from Git; where both will do, a file on disk comes before a repository. */
function isFetched(
  { text, accepts, loads, mayBeRemote }: ReferenceEntry,
  directory: RepoPath,
  tree: FileTree,
): boolean {
  if (!mayBeRemote || loads === 'chart') return false
  if (accepts === 'file') return isRemoteFile(text)
  if (accepts === 'directory') return isRemoteRepository(text)
  return isRemoteReference(text) && !tree.isFile(resolveRepoPath(directory, text) ?? '')
}

function missing(path: RepoPath, reason: MissingReason): Target {
  return { kind: 'missing', tried: [path], reason }
}

function whyMissing(path: RepoPath, directory: RepoPath, text: string, tree: FileTree): MissingReason {
  if (text.includes('\\')) {
    const actual = resolveRepoPath(directory, text.replaceAll('\\', '/'))
    if (actual !== undefined && (tree.isFile(actual) || tree.isDirectory(actual))) return { is: 'backslash', actual }
  }
  for (let link = path; link !== ''; link = parentDirectory(link)) {
    if (tree.isSymlink(link) && isWithin(path, link)) return { is: 'symlink', actual: link }
  }
  const actual = tree.withOtherCase(path)
  if (actual !== undefined) return { is: 'letter-case', actual }
  return tree.isIgnoredByGit(path) ? { is: 'ignored-by-git' } : { is: 'absent' }
}
