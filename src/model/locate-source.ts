import type { Artifact } from '../flux/artifact.ts'
import type { ArtifactFiles } from '../flux/artifacts/artifact-files.ts'
import { composeArtifact } from '../flux/artifacts/compose-artifact.ts'
import type { FluxSource } from '../flux/flux-source.ts'
import { normalizeGitUrl } from '../flux/normalize-git-url.ts'
import type { SourceReference } from '../flux/source-reference.ts'
import { hasVariable } from '../source/has-variable.ts'
import type { RepoPath } from '../source/repo-path.ts'
import type { FluxContext } from './flux-context.ts'

/**
 * Where a source's files are: `here` they are those of this repository at the revision being judged, or of a directory
 * that the configuration names; `elsewhere` in another repository; `unknown` may be this repository under a root, at a
 * branch or through an artifact that cannot be told.
 */
export type Place =
  | { readonly is: 'here'; readonly files: ArtifactFiles }
  | { readonly is: 'elsewhere'; readonly url: string }
  | { readonly is: 'unknown'; readonly files: ArtifactFiles }

/** Finds the files of a source. `from` is the file that refers to it. */
export function locateSource(
  reference: SourceReference | undefined,
  from: RepoPath | undefined,
  context: FluxContext,
): Place {
  const unknown: Place = { is: 'unknown', files: context.pack(undefined) }
  if (reference === undefined) return unknown
  const mapped = context.mapped(reference)
  if (mapped !== undefined) return { is: 'here', files: mapped }
  const { kind, name } = reference
  if (kind === 'ExternalArtifact') return locateArtifact(reference, from, context)
  const candidates = listCandidates(reference, context)
  const [first] = candidates
  const here: Place = { is: 'here', files: context.pack(first) }
  if (context.bootstrapNames.has(name)) {
    // A GitRepository holds the whole repository; an OCI artifact or a bucket may be rooted at any of its directories,
    // unless the FluxInstance that syncs from it finds its path here.
    return kind === 'GitRepository' || context.isArtifactRoot ? here : unknown
  }
  if (kind !== 'GitRepository') {
    const urls = candidates.map((source) => source.url)
    return urls.some((url) => url !== undefined && !isOwnUrl(url, context)) && kind === 'HelmRepository'
      ? { is: 'elsewhere', url: urls[0] ?? name }
      : unknown
  }
  const known = candidates.filter((source) => source.url !== undefined)
  if (known.length === 0) return unknown
  const own = known.filter((source) => isOwnUrl(source.url ?? '', context))
  if (own.length === 0) {
    const url = known[0]?.url ?? ''
    return hasVariable(url) || mayBeFork(url, context) ? unknown : { is: 'elsewhere', url }
  }
  const mainBranches = new Set(
    context.sources
      .filter((source) => context.bootstrapNames.has(source.name))
      .map((source) => source.branch?.text ?? ''),
  )
  const isSameRevision = own.every(
    ({ branch, isPinned }) =>
      !isPinned && (branch === undefined || mainBranches.size === 0 || mainBranches.has(branch.text)),
  )
  return isSameRevision && !own.some(({ hasIncludes }) => hasIncludes) ? here : unknown
}

function listCandidates(reference: SourceReference, { own, sources }: FluxContext): readonly FluxSource[] {
  const found = own.sources.filter((source) => isMeantBy(reference, source))
  return found.length > 0 ? found : sourcesMeant(sources, reference)
}

function isMeantBy({ kind, name, namespace }: SourceReference, source: FluxSource): boolean {
  return source.kind === kind && source.name === name && isSameNamespace(source.namespace, namespace)
}

/** All Flux objects look among those of the whole repository, where most have the same name. */
const known = new WeakMap<readonly FluxSource[], Map<string, readonly FluxSource[]>>()

function sourcesMeant(sources: readonly FluxSource[], reference: SourceReference): readonly FluxSource[] {
  const answers = known.get(sources) ?? new Map<string, readonly FluxSource[]>()
  known.set(sources, answers)
  const key = JSON.stringify([reference.kind, reference.name, reference.namespace])
  const meant = answers.get(key) ?? sources.filter((source) => isMeantBy(reference, source))
  answers.set(key, meant)
  return meant
}

function locateArtifact({ name, namespace }: SourceReference, from: RepoPath | undefined, context: FluxContext): Place {
  const isMeant = (one: Artifact): boolean => one.name === name && isSameNamespace(one.namespace, namespace)
  const own = context.own.artifacts.find(isMeant)
  const artifact = own ?? nearest(from ?? '', context.artifacts.filter(isMeant))
  if (artifact === undefined) return { is: 'unknown', files: context.pack(undefined) }
  const places = new Map([...artifact.sources].map(([alias, source]) => [alias, locateSource(source, from, context)]))
  const { files, isComplete } = composeArtifact(
    artifact.copies,
    new Map([...places].map(([alias, place]) => [alias, place.is === 'here' ? place.files : undefined])),
  )
  const isMade = files.problems.every(({ kind }) => kind !== 'fails')
  if (isComplete && isMade) return { is: 'here', files }
  const guess = composeArtifact(
    artifact.copies,
    new Map([...places].map(([alias, place]) => [alias, place.is === 'elsewhere' ? undefined : place.files])),
  )
  return { is: 'unknown', files: guess.files }
}

function isOwnUrl(url: string, context: FluxContext): boolean {
  return context.ownUrls.has(normalizeGitUrl(url))
}

/** Clusters name their artifacts alike: the one whose generator lies nearest in the tree is meant. */
function nearest(from: RepoPath, artifacts: readonly Artifact[]): Artifact | undefined {
  const shared = ({ file }: Artifact): number => {
    const steps = (file ?? '').split('/')
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
