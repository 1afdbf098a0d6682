import type { Artifact } from '../../flux/artifact.ts'
import type { ArtifactFiles } from '../../flux/artifacts/artifact-files.ts'
import type { FluxSource } from '../../flux/flux-source.ts'
import { isFluxKustomization } from '../../flux/is-flux-kustomization.ts'
import { listFluxReferenceEntries } from '../../flux/list-flux-reference-entries.ts'
import { readArtifacts } from '../../flux/read-artifacts.ts'
import { readFluxSource } from '../../flux/read-flux-source.ts'
import { readText } from '../../flux/read-text.ts'
import type { SourceReference } from '../../flux/source-reference.ts'
import { toFluxObject } from '../../flux/to-flux-object.ts'
import type { Build } from '../../kustomize/build/build.ts'
import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import type { BuildProblem } from '../../kustomize/build-problem.ts'
import type { Reference } from '../../kustomize/reference.ts'
import { getField } from '../../kustomize/tree/get-field.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { Cluster } from '../cluster.ts'
import type { FluxContext } from '../flux-context.ts'
import { type FluxTarget, resolveFluxReference } from '../resolve-flux-reference.ts'
import type { AppliedKustomization, AppliedObject } from './applied-kustomization.ts'
import { findEndlessness } from './find-endlessness.ts'
import { findRootObject } from './find-root-object.ts'
import type { Render } from './render.ts'

/** What rendering a cluster takes. */
export interface ClusterInput {
  readonly cluster: Cluster
  readonly context: Omit<FluxContext, 'own'>
  /** Builds a directory of an artifact, with the fields of a Flux Kustomization. */
  readonly build: (files: ArtifactFiles, directory: RepoPath, spec: TreeNode | undefined) => Build
  /** Turns what was built into what is applied: substitution and common metadata. */
  readonly render: Render
  /** Name and namespace of the Flux Kustomization that an operator makes for the root. */
  readonly rootName: { readonly name: string; readonly namespace: string }
  /** The source and the root, which may be left out of the cluster's build. */
  readonly written: readonly BuiltObject[]
}

/** A cluster as rendered. */
export interface RenderedCluster {
  readonly applied: readonly AppliedKustomization[]
  /** The paths in its Flux objects. */
  readonly references: readonly Reference[]
}

/** More Flux Kustomizations only come from a mistake that makes new ones without end. */
const maximumKustomizations = 10_000

/**
 * All Flux Kustomizations of a cluster with what they apply, the root first: the root is built, its objects hold further
 * Flux Kustomizations, and so on (`flux build kustomization --recursive`). One whose source or variables come from
 * another waits for that.
 */
export function renderCluster(input: ClusterInput): RenderedCluster {
  const own: { sources: FluxSource[]; artifacts: Artifact[] } = { sources: [], artifacts: [] }
  const context: FluxContext = { own, ...input.context }
  const applied: Applied[] = []
  const seen = new Set<string>()
  const waiting: Waiting[] = []
  /** What only uncertain ones hold comes last: something certain may hold it too. */
  const uncertain: Waiting[] = []

  const accept = (one: Applied): void => {
    applied.push(one)
    for (const object of one.objects) {
      if (!isFlux(object)) continue
      const flux = toFluxObject(object)
      const source = readFluxSource(flux)
      if (source !== undefined) own.sources.push(source)
      own.artifacts.push(...readArtifacts(flux))
      if (!isFluxKustomization(object.id)) continue
      const { name } = object.id
      const namespace = object.id.namespace || one.namespace
      const next = { object, name, namespace, key: keyOf(namespace, name, object), owner: one }
      if (seen.has(next.key)) continue
      const endlessness = findEndlessness(object, one)
      if (endlessness === undefined) (one.isCertain ? waiting : uncertain).push(next)
      else addProblem(one, 'problems', endlessness)
    }
  }

  const root = renderRoot(input, input.context)
  seen.add(keyOf(root.namespace, root.name, root.object))
  accept(root)
  own.sources.push(...listOthers(readSources(input.written), own.sources))
  while (waiting.length + uncertain.length > 0 && seen.size <= maximumKustomizations) {
    const list = waiting.length > 0 ? waiting : uncertain
    const index = list.findIndex((one) => seen.has(one.key) || isReady(one, context, applied, input.render))
    const [next] = list.splice(Math.max(0, index), 1)
    if (next === undefined || seen.has(next.key)) continue
    seen.add(next.key)
    for (const one of renderKustomization(next, input, context, applied)) accept(one)
  }
  const [left] = [...waiting, ...uncertain]
  if (left !== undefined) {
    const message = `more than ${maximumKustomizations} Flux Kustomizations are too many to be followed`
    const at = getNode(left.object.root, ['metadata', 'name'])?.step?.at
    addProblem(root, 'unverified', { code: 'too-large', message, at })
  }
  return { applied, references: listAllReferences(applied, context) }
}

/** Paths of Flux Kustomizations, and of charts in the repository. */
function listAllReferences(applied: readonly AppliedKustomization[], context: FluxContext): readonly Reference[] {
  const paths = applied.flatMap(({ path, components }) => [...(path === undefined ? [] : [path]), ...components])
  const references = new Set(paths)
  for (const { objects } of applied) {
    for (const object of objects) {
      if (isFluxKustomization(object.id) || !isFlux(object)) continue
      for (const { reference } of listReferences(object, context)) references.add(reference)
    }
  }
  return [...references]
}

function isFlux({ id }: BuiltObject): boolean {
  return id.group.endsWith('.fluxcd.io')
}

/** Two of one name are a mistake, and what either of them leads to is still to be seen. */
function keyOf(namespace: string, name: string, object: BuiltObject | undefined): string {
  const path = readText(object?.root, ['spec', 'path'])?.text
  return JSON.stringify([namespace, name, path, readText(object?.root, ['spec', 'sourceRef', 'name'])?.text])
}

type Applied = Omit<AppliedKustomization, 'build'> & { objects: AppliedObject[]; build: Build | undefined }

/** The build may be shared with others, in which it is no problem. */
function addProblem(one: Applied, to: 'problems' | 'unverified', problem: BuildProblem): void {
  if (one.build !== undefined) one.build = { ...one.build, [to]: [...one.build[to], problem] }
}

/** A Flux Kustomization that is known and not rendered yet. */
interface Waiting {
  readonly object: BuiltObject
  readonly name: string
  readonly namespace: string
  readonly key: string
  readonly owner: AppliedKustomization
}

/** Whether all that it takes from other objects of the cluster is there. */
function isReady(
  { object, namespace }: Waiting,
  { own, sources, bootstrapNames }: FluxContext,
  applied: readonly AppliedKustomization[],
  render: Render,
): boolean {
  const [entry] = listFluxReferenceEntries(toFluxObject(object))
  const source = entry?.source
  const hasSource =
    source === undefined ||
    bootstrapNames.has(source.name) ||
    own.sources.some(({ kind, name }) => kind === source.kind && name === source.name) ||
    own.artifacts.some(({ name }) => name === source.name) ||
    !sources.some(({ kind, name }) => kind === source.kind && name === source.name)
  return hasSource && render.hasVariables(object, namespace, applied)
}

/**
 * The root is found in the whole repository and then built of what its own source packs. Its source is part of what it
 * applies, so that patches there count.
 */
function renderRoot(
  { cluster, build, render, rootName, written }: ClusterInput,
  base: Omit<FluxContext, 'own'>,
): Applied {
  const { directory } = cluster
  const whole = build(base.pack(undefined), directory, undefined)
  const object = findRootObject(whole.objects, directory) ?? findRootObject(written, directory)
  const rendered = readSources(whole.objects)
  const sources = [...rendered, ...listOthers(readSources(written), rendered)]
  const context: FluxContext = { own: { sources, artifacts: [] }, ...base }
  const [entry] = object === undefined ? [] : listFluxReferenceEntries(toFluxObject(object))
  const files = base.pack(sources.find((source) => entry?.source !== undefined && isSource(source, entry.source)))
  const name = object?.id.name ?? rootName.name
  const namespace = (object?.id.namespace ?? '') || rootName.namespace
  const spec = getField(object?.root, 'spec')
  const built = build(files, directory, spec)
  const references = object === undefined ? [] : listReferences(object, context)
  const components = componentsAmong(references)
  const { objects, substitution } = render.objects({ build: built, spec, namespace, applied: [], own: built.objects })
  const path = references[0]?.reference
  const described = describe(object, name, namespace)
  return fill(
    { owner: undefined, path, components, isCertain: true, build: built, substitution, ...described },
    objects,
  )
}

function readSources(objects: readonly BuiltObject[]): readonly FluxSource[] {
  return objects.flatMap((object) => readFluxSource(toFluxObject(object)) ?? [])
}

/** The sources that are not among the known ones. */
function listOthers(sources: readonly FluxSource[], known: readonly FluxSource[]): readonly FluxSource[] {
  return sources.filter((source) => !known.some((one) => isSource(one, source)))
}

/** Namespaces count where both are told. */
function isSource(source: FluxSource, { kind, name, namespace }: SourceReference): boolean {
  const isThere = source.namespace === undefined || namespace === undefined || source.namespace === namespace
  return source.kind === kind && source.name === name && isThere
}

function renderKustomization(
  { object, name, namespace, owner }: Waiting,
  { build, render }: ClusterInput,
  context: FluxContext,
  applied: readonly AppliedKustomization[],
): readonly Applied[] {
  const spec = getField(object.root, 'spec')
  const described = describe(object, name, namespace)
  const references = listReferences(object, context)
  const [first] = references
  const path = first?.reference
  const components = componentsAmong(references)
  const places = first === undefined ? [] : listPlaces(first, context)
  const isCertain = owner.isCertain && owner.remoteCluster === undefined && isCertainTarget(path)
  if (places.length === 0) {
    return [fill({ owner, path, components, isCertain, build: undefined, substitution: undefined, ...described }, [])]
  }
  return places.map(({ files, path: directory }) => {
    const built = build(files, directory, spec)
    const { objects, substitution } = render.objects({ build: built, spec, namespace, applied, own: [] })
    return fill({ owner, path, components, isCertain, build: built, substitution, ...described }, objects)
  })
}

function isCertainTarget(path: Reference | undefined): boolean {
  return path !== undefined && ['kustomization', 'directory', 'composed', 'missing'].includes(path.target.kind)
}

/** The directories to build: the one that the path leads to, or, where that is not known, those that it may lead to. */
function listPlaces(
  { reference, inside }: Resolved,
  context: FluxContext,
): readonly { readonly files: ArtifactFiles; readonly path: RepoPath }[] {
  const { target } = reference
  if (target.kind !== 'unknown') return inside === undefined || target.kind === 'missing' ? [] : [inside]
  if (inside !== undefined && target.candidates.length > 0) return [inside]
  const files = context.pack(undefined)
  return target.candidates.filter((path) => files.tree.isDirectory(path)).map((path) => ({ files, path }))
}

interface Resolved {
  readonly reference: Reference
  readonly inside: FluxTarget['inside']
}

/** The paths in a rendered Flux Kustomization, `spec.path` first. */
function listReferences(object: BuiltObject, context: FluxContext): readonly Resolved[] {
  let base: FluxTarget['inside']
  return listFluxReferenceEntries(toFluxObject(object)).map((entry) => {
    const { target, inside } = resolveFluxReference(entry, base, context)
    base ??= inside
    const { source: _source, startsFrom: _startsFrom, ...plain } = entry
    return { reference: { from: entry.at.file, directory: '', target, ...plain }, inside }
  })
}

function componentsAmong(references: readonly Resolved[]): readonly Reference[] {
  return references.flatMap(({ reference }) => (reference.field === 'spec.components' ? [reference] : []))
}

function describe(
  object: BuiltObject | undefined,
  name: string,
  namespace: string,
): Pick<AppliedKustomization, 'object' | 'name' | 'namespace' | 'isSuspended' | 'remoteCluster'> {
  return {
    object,
    name,
    namespace,
    isSuspended: readText(object?.root, ['spec', 'suspend'])?.text === 'true',
    remoteCluster: readRemoteCluster(object),
  }
}

/** A Secret is told by its name alone, as it was the only way for long. */
function readRemoteCluster(object: BuiltObject | undefined): string | undefined {
  const kubeConfig = getField(getField(object?.root, 'spec'), 'kubeConfig')
  if (kubeConfig === undefined) return undefined
  const secret = readText(kubeConfig, ['secretRef', 'name'])
  const configMap = readText(kubeConfig, ['configMapRef', 'name'])
  return secret?.text ?? (configMap === undefined ? '' : `ConfigMap/${configMap.text}`)
}

/** Gives the objects their owner. */
function fill(one: Omit<AppliedKustomization, 'objects'>, objects: readonly BuiltObject[]): Applied {
  const filled: Applied = { objects: [], ...one }
  for (const { id, root, value } of objects) filled.objects.push({ id, root, value, owner: filled })
  return filled
}
