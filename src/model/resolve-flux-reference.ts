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
import { clampPath } from '../source/clamp-path.ts'
import { hasVariable } from '../source/has-variable.ts'
import { parentDirectory } from '../source/parent-directory.ts'
import type { RepoPath } from '../source/repo-path.ts'

/** What must be known of a repository to follow the paths in Flux objects. */
export interface FluxContext {
  readonly tree: FileTree
  readonly sources: readonly FluxSource[]
  readonly artifacts: readonly Artifact[]
  /** Names that `flux bootstrap` gave to the source of this repository: `flux-system`, or another namespace. */
  readonly bootstrapNames: ReadonlySet<string>
  /** Whether the artifacts that a FluxInstance syncs have the layout of this repository. */
  readonly isArtifactRoot: boolean
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

  const path = clampPath(entry.startsFrom === 'spec.path' ? posix.join('/', base ?? '', entry.text) : entry.text)
  const candidates = place.is === 'here' && place.artifact ? mapArtifactPath(place.artifact, path) : [path]
  for (const candidate of candidates) {
    const found = atPath(entry, candidate, context)
    if (found !== undefined) return place.is === 'unknown' ? { kind: 'unknown', candidates: [candidate] } : found
  }
  if (place.is === 'unknown' || context.tree.isUnreadable(path)) return { kind: 'unknown', candidates: [] }
  const reason = whyMissing(entry, path, context.tree)
  return { kind: 'missing', tried: candidates.length > 0 ? candidates : [path], reason }
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
  for (let link = path; link !== ''; link = parentDirectory(link)) {
    if (tree.isSymlink(link)) return { is: 'symlink', actual: link }
  }
  const actual = tree.withOtherCase(path)
  if (actual !== undefined) return { is: 'letter-case', actual }
  const slashed = clampPath(entry.text.replaceAll('\\', '/'))
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
    // A GitRepository holds the whole repository; an OCI artifact or a bucket may be rooted at any of its directories,
    // unless the FluxInstance that syncs from it finds its path here.
    return kind === 'GitRepository' || context.isArtifactRoot ? { is: 'here' } : { is: 'unknown' }
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
    return hasVariable(url) || mayBeFork(url, context) ? { is: 'unknown' } : { is: 'elsewhere', url }
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

/** A fork or a moved repository keeps its name; and where no URL of this repository is known, any may be its own. */
function mayBeFork(url: string, { ownUrls }: FluxContext): boolean {
  const nameOf = (normalized: string): string => normalized.slice(normalized.lastIndexOf('/') + 1)
  return ownUrls.size === 0 || [...ownUrls].some((own) => nameOf(own) === nameOf(normalizeGitUrl(url)))
}

/** Namespaces are compared only where both are written: a kustomization often sets them later. */
function isSameNamespace(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b
}

/** A variable that is a whole segment may stand for several, such as `staging/austin`. */
const maximumSegments = 3

/**
 * The directories that a path with `${variables}` may stand for. The text of a template, `{{ name }}`, stands for
 * nothing that can be told.
 */
function matchVariables(text: string, tree: FileTree): readonly RepoPath[] {
  if (text.includes('{{')) return []
  const below = (directory: RepoPath, isWanted: (name: string) => boolean): readonly RepoPath[] =>
    tree
      .childrenOf(directory)
      .filter(isWanted)
      .map((name) => (directory === '' ? name : `${directory}/${name}`))
      .filter((path) => tree.isDirectory(path))
  let found: readonly RepoPath[] = ['']
  for (const step of clampPath(text).split('/')) {
    if (step === '') continue
    if (/^\$\{[^}]*\}$/.test(step)) {
      let level = found
      const levels: RepoPath[] = []
      for (let depth = 0; depth < maximumSegments; depth += 1) {
        level = level.flatMap((directory) => below(directory, () => true))
        levels.push(...level)
      }
      found = levels
    } else {
      const parts = step.split(/(?:\$\{[^}]*\})+/)
      found = found.flatMap((directory) => below(directory, (name) => isMatch(name, parts)))
    }
  }
  return found.filter((path) => path !== '')
}

/** Whether a name is the parts in their order with something between each two; linear, unlike a regular expression. */
function isMatch(name: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts
  const last = rest.pop()
  if (last === undefined) return name === first
  if (!name.startsWith(first) || !name.endsWith(last)) return false
  let at = first.length
  for (const part of rest) {
    const found = name.indexOf(part, at + 1)
    if (found < 0) return false
    at = found + part.length
  }
  return at < name.length - last.length
}
