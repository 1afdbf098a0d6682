import { posix } from 'node:path'
import type { FileTree } from '../files/file-tree.ts'
import type { ArtifactFiles } from '../flux/artifacts/artifact-files.ts'
import type { FluxReferenceEntry } from '../flux/list-flux-reference-entries.ts'
import type { MissingReason, Target } from '../kustomize/target.ts'
import { clampPath } from '../source/clamp-path.ts'
import { hasVariable } from '../source/has-variable.ts'
import { parentDirectory } from '../source/parent-directory.ts'
import type { RepoPath } from '../source/repo-path.ts'
import type { FluxContext } from './flux-context.ts'
import { locateSource, type Place } from './locate-source.ts'
import { matchVariables } from './match-variables.ts'
import { sourceDirectory } from './source-directory.ts'

/** A path in a source. */
interface SourcePath {
  readonly files: ArtifactFiles
  readonly path: RepoPath
}

/** Where a path in a Flux object leads, and the directory or file of the artifact that it is. */
export interface FluxTarget {
  readonly target: Target
  /** Undefined where the target is not a directory or file of a source that can be seen. */
  readonly inside: SourcePath | undefined
}

/**
 * Follows a path in a Flux object to what it names. `base` is where `spec.components` start from: the resolved
 * `spec.path`.
 */
export function resolveFluxReference(
  entry: FluxReferenceEntry,
  base: SourcePath | undefined,
  context: FluxContext,
): FluxTarget {
  const place = locateSource(entry.source, entry.at.file, context)
  if (place.is === 'elsewhere') return { target: { kind: 'remote', url: place.url }, inside: undefined }
  const { files } = place
  if (hasVariable(entry.text)) {
    const candidates = matchVariables(entry.text, files.tree).flatMap((path) => sourceDirectory(files, path) ?? [])
    return { target: { kind: 'unknown', candidates }, inside: undefined }
  }
  if (entry.startsFrom === 'spec.path' && base === undefined) return nothing
  const path = clampPath(entry.startsFrom === 'spec.path' ? posix.join('/', base?.path ?? '', entry.text) : entry.text)
  return resolveInside(entry, { files, path }, place.is, context)
}

const nothing: FluxTarget = { target: { kind: 'unknown', candidates: [] }, inside: undefined }

function resolveInside(
  entry: FluxReferenceEntry,
  inside: SourcePath,
  is: Place['is'],
  context: FluxContext,
): FluxTarget {
  const { files, path } = inside
  const found = atPath(entry, inside, context)
  if (found !== undefined) {
    if (is === 'here' || found.kind !== 'kustomization')
      return { target: is === 'here' ? found : unknownAt(found), inside }
    // What the root of a source out of sight holds is anything but all of this repository.
    const { directory } = found.file
    return directory === '' ? nothing : { target: { kind: 'unknown', candidates: [directory] }, inside }
  }
  if (is !== 'here' || context.tree.isUnreadable(path)) return nothing
  const tried = [sourcePath(files, path)]
  return { target: { kind: 'missing', tried, reason: whyMissing(entry, files, path, context.tree) }, inside }
}

/** The files of the repository that are in a directory of an artifact. */
function listFiles({ tree, sourceOf }: ArtifactFiles, directory: RepoPath): readonly RepoPath[] {
  const found = new Set<RepoPath>()
  const waiting = [directory]
  for (let current = waiting.pop(); current !== undefined; current = waiting.pop()) {
    for (const name of tree.childrenOf(current)) {
      const path = current === '' ? name : `${current}/${name}`
      if (tree.isDirectory(path)) waiting.push(path)
      else found.add(sourceOf(path))
    }
  }
  return [...found].sort()
}

function unknownAt(target: Target): Target {
  const path = target.kind === 'file' || target.kind === 'directory' ? target.path : undefined
  return { kind: 'unknown', candidates: path === undefined ? [] : [path] }
}

function atPath(entry: FluxReferenceEntry, { files, path }: SourcePath, context: FluxContext): Target | undefined {
  if (files.tree.isFile(path)) {
    return entry.accepts === 'directory' ? undefined : { kind: 'file', path: files.sourceOf(path) }
  }
  if (!files.tree.isDirectory(path) || entry.accepts === 'file') return undefined
  const directory = sourceDirectory(files, path)
  if (directory === undefined) return { kind: 'composed', files: listFiles(files, path) }
  if (entry.loads === 'chart' || directory.startsWith('../')) return { kind: 'directory', path: directory }
  return { kind: 'kustomization', file: context.kustomizationAt(directory) }
}

/** Where in the repository a path of an artifact would be that is not there. */
function sourcePath(files: ArtifactFiles, path: RepoPath): RepoPath {
  for (let above = parentDirectory(path); ; above = parentDirectory(above)) {
    const source = files.tree.isDirectory(above) ? sourceDirectory(files, above) : undefined
    if (source !== undefined) return posix.join(source, path.slice(above === '' ? 0 : above.length + 1))
    if (above === '') return files.sourceOf(path)
  }
}

function whyMissing(entry: FluxReferenceEntry, files: ArtifactFiles, path: RepoPath, tree: FileTree): MissingReason {
  if (files.tree.isFile(path)) return { is: 'file' }
  if (files.tree.isDirectory(path)) return { is: 'directory' }
  for (let link = path; link !== ''; link = parentDirectory(link)) {
    if (tree.isSymlink(link)) return { is: 'symlink', actual: link }
  }
  const absence = files.whyAbsent(path)
  if (absence !== undefined) return { is: 'left-out', by: absence.at }
  const actual = files.tree.withOtherCase(path)
  if (actual !== undefined) return { is: 'letter-case', actual }
  const slashed = clampPath(entry.text.replaceAll('\\', '/'))
  if (slashed !== path && files.tree.isDirectory(slashed)) return { is: 'backslash', actual: slashed }
  return tree.isIgnoredByGit(path) ? { is: 'ignored-by-git' } : { is: 'absent' }
}
