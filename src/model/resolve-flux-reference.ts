import { posix } from 'node:path'
import type { FileTree } from '../files/file-tree.ts'
import type { Artifact } from '../flux/artifact.ts'
import type { FluxSource } from '../flux/flux-source.ts'
import type { FluxReferenceEntry } from '../flux/list-flux-reference-entries.ts'
import { mapArtifactPath } from '../flux/map-artifact-path.ts'
import { normalizeGitUrl } from '../flux/normalize-git-url.ts'
import type { SourceReference } from '../flux/source-reference.ts'
import type { KustomizationFile } from '../kustomize/kustomization-file.ts'
import type { Target } from '../kustomize/target.ts'
import { hasVariable } from '../source/has-variable.ts'
import type { RepoPath } from '../source/repo-path.ts'

/** What must be known of a repository to follow the paths in Flux objects. */
export interface FluxContext {
  readonly tree: FileTree
  readonly sources: readonly FluxSource[]
  readonly artifacts: readonly Artifact[]
  /** Names that `flux bootstrap` gave to the source of this repository: `flux-system`, or another namespace. */
  readonly bootstrapNames: ReadonlySet<string>
  /** Normalised URLs of this repository. */
  readonly ownUrls: ReadonlySet<string>
  /** The kustomization file of a directory, or the one that Flux generates. */
  readonly kustomizationAt: (directory: RepoPath) => KustomizationFile
}

/**
 * Where a source's files are: `here` is this repository at the revision being judged; `elsewhere` another repository;
 * `unknown` may be this repository under a root or a branch that cannot be told.
 */
type Place =
  | { readonly is: 'here'; readonly artifact?: Artifact }
  | { readonly is: 'elsewhere'; readonly url: string }
  | { readonly is: 'unknown' }

/** Follows a path in a Flux object to what it names. `base` is the resolved spec.path for `spec.components`. */
export function resolveFluxReference(
  entry: FluxReferenceEntry,
  base: RepoPath | undefined,
  context: FluxContext,
): Target {
  const place = locateSource(entry.source, entry.at.file, context)
  if (place.is === 'elsewhere') return { kind: 'remote', url: place.url }
  if (hasVariable(entry.text)) return { kind: 'unknown', candidates: matchVariables(entry.text, context.tree) }
  if (entry.startsFrom === 'spec.path' && base === undefined) return { kind: 'unknown', candidates: [] }

  const path = clamp(entry.startsFrom === 'spec.path' ? posix.join('/', base ?? '', entry.text) : entry.text)
  const candidates = place.is === 'here' && place.artifact ? mapArtifactPath(place.artifact, path) : [path]
  for (const candidate of candidates) {
    const found = atPath(entry, candidate, context)
    if (found !== undefined) return place.is === 'unknown' ? { kind: 'unknown', candidates: [candidate] } : found
  }
  if (place.is === 'unknown') return { kind: 'unknown', candidates: [] }
  const reason = whyMissing(entry, path, context.tree)
  return { kind: 'missing', tried: candidates.length > 0 ? candidates : [path], reason }
}

/** Flux joins the path to the artifact's root with SecureJoin: `..` and a leading slash never leave it. */
function clamp(text: string): RepoPath {
  return posix.join('/', text).slice(1).replace(/\/$/, '')
}

function atPath(entry: FluxReferenceEntry, path: RepoPath, context: FluxContext): Target | undefined {
  const { tree } = context
  if (tree.isFile(path)) return entry.accepts === 'directory' ? undefined : { kind: 'file', path }
  if (!tree.isDirectory(path)) return undefined
  if (entry.accepts === 'file') return undefined
  if (entry.loads === 'chart') return { kind: 'directory', path }
  return { kind: 'kustomization', file: context.kustomizationAt(path) }
}

function whyMissing(
  entry: FluxReferenceEntry,
  path: RepoPath,
  tree: FileTree,
): (Target & { kind: 'missing' })['reason'] {
  if (tree.isFile(path)) return { is: 'file' }
  if (tree.isDirectory(path)) return { is: 'directory' }
  if (tree.isSymlink(path)) return { is: 'symlink', actual: path }
  const actual = tree.withOtherCase(path)
  if (actual !== undefined) return { is: 'letter-case', actual }
  const slashed = clamp(entry.text.replaceAll('\\', '/'))
  if (slashed !== path && tree.isDirectory(slashed)) return { is: 'backslash', actual: slashed }
  return tree.isIgnoredByGit(path) ? { is: 'ignored-by-git' } : { is: 'absent' }
}

function locateSource(reference: SourceReference | undefined, from: RepoPath, context: FluxContext): Place {
  if (reference === undefined) return { is: 'unknown' }
  const { kind, name, namespace } = reference
  if (kind === 'ExternalArtifact') {
    const artifact = nearest(
      from,
      context.artifacts.filter((one) => one.name === name && isSameNamespace(one.namespace, namespace)),
    )
    if (artifact === undefined) return { is: 'unknown' }
    const places = artifact.copies.map((copy) => locateSource(copy.source, from, context).is)
    return places.length > 0 && places.every((is) => is === 'here') ? { is: 'here', artifact } : { is: 'unknown' }
  }
  const candidates = context.sources.filter(
    (source) => source.kind === kind && source.name === name && isSameNamespace(source.object.namespace, namespace),
  )
  if (context.bootstrapNames.has(name)) {
    // A GitRepository holds the whole repository; an OCI artifact or a bucket may be rooted at any of its directories.
    return kind === 'GitRepository' ? { is: 'here' } : { is: 'unknown' }
  }
  if (kind !== 'GitRepository') {
    const urls = candidates.map((source) => source.url)
    return urls.some((url) => url !== undefined && !isOwnUrl(url, context)) && kind === 'HelmRepository'
      ? { is: 'elsewhere', url: urls[0] ?? name }
      : { is: 'unknown' }
  }
  const known = candidates.filter((source) => source.url !== undefined)
  if (known.length === 0) return { is: 'unknown' }
  const own = known.filter((source) => isOwnUrl(source.url ?? '', context))
  if (own.length === 0) {
    const url = known[0]?.url ?? ''
    return hasVariable(url) ? { is: 'unknown' } : { is: 'elsewhere', url }
  }
  const mainBranches = new Set(
    context.sources.filter((source) => context.bootstrapNames.has(source.name)).map((source) => source.branch ?? ''),
  )
  const isSameBranch = own.every(
    (source) => source.branch === undefined || mainBranches.size === 0 || mainBranches.has(source.branch),
  )
  return isSameBranch ? { is: 'here' } : { is: 'unknown' }
}

function isOwnUrl(url: string, context: FluxContext): boolean {
  return context.ownUrls.has(normalizeGitUrl(url))
}

/** Clusters name their artifacts alike: the one whose generator lies nearest in the tree is meant. */
function nearest(from: RepoPath, artifacts: readonly Artifact[]): Artifact | undefined {
  const shared = (artifact: Artifact): number => {
    const steps = artifact.file.split('/')
    const own = from.split('/')
    const differs = steps.findIndex((step, index) => step !== own[index])
    return differs < 0 ? steps.length : differs
  }
  return artifacts.toSorted((a, b) => shared(b) - shared(a))[0]
}

/** Namespaces are compared only where both are written: a kustomization often sets them later. */
function isSameNamespace(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b
}

/** The directories that a path with `${variables}` may stand for, each variable being one path segment or part of one. */
function matchVariables(text: string, tree: FileTree): readonly RepoPath[] {
  let found: RepoPath[] = ['']
  for (const step of clamp(text).split('/')) {
    if (step === '') continue
    const pattern = new RegExp(
      `^${step
        .split(/\$\{[^}]*\}/)
        .map(escapeRegExp)
        .join('[^/]+')}$`,
    )
    found = found.flatMap((directory) =>
      tree
        .childrenOf(directory)
        .filter((name) => pattern.test(name))
        .map((name) => (directory === '' ? name : `${directory}/${name}`))
        .filter((path) => tree.isDirectory(path)),
    )
  }
  return found.filter((path) => path !== '')
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
