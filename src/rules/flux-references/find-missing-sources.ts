import { isFluxKustomization } from '../../flux/is-flux-kustomization.ts'
import { readText } from '../../flux/read-text.ts'
import type { AppliedObject } from '../../model/closure/applied-kustomization.ts'
import type { Closure } from '../../model/closure/closure.ts'
import { listClusterObjects } from '../../model/queries/list-cluster-objects.ts'
import { listFluxResources } from '../../model/queries/list-flux-resources.ts'
import { listObjectsOfKind } from '../../model/queries/list-objects-of-kind.ts'
import type { Repository } from '../../model/repository.ts'
import { hasVariable } from '../../source/has-variable.ts'
import { makesFlux } from '../dependencies/makes-flux.ts'
import { fluxGroups } from './flux-groups.ts'
import { isMisspelling } from './is-misspelling.ts'
import { judgeSight, type Sight } from './judge-sight.ts'
import { listFluxObjects } from './list-flux-objects.ts'
import { listNamesIn } from './list-names-in.ts'
import { listSourceReferences } from './list-source-references.ts'
import { mentions } from './mentions.ts'
import type { NamedObject } from './named-object.ts'
import type { ObjectReference } from './object-reference.ts'
import { readRootSource } from './read-root-source.ts'

/** A reference to an object of Flux that a cluster does not have. */
export interface MissingSource {
  readonly object: AppliedObject
  readonly reference: ObjectReference
  /** What the cluster has instead: of that name in another namespace, of another kind, or of nearly that name. */
  readonly instead:
    | { readonly is: 'elsewhere' | 'near'; readonly found: NamedObject }
    | { readonly is: 'otherKind'; readonly found: NamedObject; readonly kind: string }
    | undefined
  /** Whether it is certainly missing, or only as far as can be seen. */
  readonly sight: Sight
}

/**
 * The references of a cluster to sources and other objects of Flux that lead nowhere. What may be made out of sight, by
 * bootstrap or a controller, is left out unless something in sight is clearly meant instead.
 */
export function findMissingSources(closure: Closure, repository: Repository): readonly MissingSource[] {
  const unresolved = listFluxResources(closure).flatMap((object) => {
    const references = listSourceReferences(object)
    return references.length === 0 || isSuspended(object)
      ? []
      : references.flatMap((reference) => (isMapped(reference, repository) ? [] : resolve(object, reference, closure)))
  })
  const dangling = new Set(
    unresolved.flatMap(({ object }) => closure.applied.filter((one) => one.object?.root === object.root)),
  )
  const sight = judgeSight(closure, repository, dangling)
  return unresolved.flatMap(({ object, reference, instead }): readonly MissingSource[] => {
    // What Flux Kustomizations without a source would bring is not known either; none of them brings its own.
    const isDoubtful =
      (dangling.size > 0 && !isFluxKustomization(object.id)) ||
      (instead === undefined && isDoubtfullyAbsent(reference, closure))
    const own = isDoubtful && sight === 'full' ? 'most' : sight
    // Nothing but the whole cluster says that no other controller makes an artifact.
    const isSeen = reference.kind === 'ExternalArtifact' ? sight === 'full' : own !== 'little'
    if (instead === undefined && !isSeen) return []
    if ((instead === undefined || instead.is === 'near') && mayBeMade(reference, closure)) return []
    return [{ object, reference, instead, sight: own }]
  })
}

function isSuspended({ root }: AppliedObject): boolean {
  return readText(root, ['spec', 'suspend'])?.text === 'true'
}

/** Whether the configuration says what the source holds, wherever it is made. */
function isMapped({ kind, name, namespace }: ObjectReference, { layout }: Repository): boolean {
  return layout.sources.some((one) => one.kind === kind && one.name === name && one.namespace === namespace)
}

type Unresolved = Pick<MissingSource, 'object' | 'reference' | 'instead'>

function resolve(object: AppliedObject, reference: ObjectReference, closure: Closure): readonly Unresolved[] {
  const { group, kind, name, namespace } = reference
  const known = listFluxObjects(closure, group, kind)
  const isThere = (one: NamedObject): boolean => (one.name === name || hasVariable(one.name)) && isIn(one, namespace)
  if (known.some(isThere) || isRootSource(reference, closure)) return []
  // Whoever made the root's source by hand may have made another one; only bootstrap's name is always its own.
  const isUnwritten = (one: NamedObject): boolean =>
    isSame(one, readRootSource(closure)) && !listObjectsOfKind(closure, group, kind).some(({ id }) => isSame(id, one))
  const elsewhere = known.find((one) => one.name === name && !(isUnwritten(one) && one.name !== one.namespace))
  if (elsewhere !== undefined) return [{ object, reference, instead: { is: 'elsewhere', found: elsewhere } }]
  if (known.some((one) => one.name === name)) return []
  for (const other of sourceKinds.has(kind) ? sourceKinds : []) {
    const found = listFluxObjects(closure, group, other).find((one) => one.name === name && isIn(one, namespace))
    if (found !== undefined) return [{ object, reference, instead: { is: 'otherKind', found, kind: other } }]
  }
  const found = known.find((one) => isIn(one, namespace) && isMisspelling(name, one.name))
  return [{ object, reference, instead: found && { is: 'near', found } }]
}

const sourceKinds: ReadonlySet<string> = new Set(['GitRepository', 'OCIRepository', 'Bucket', 'HelmRepository'])

function isSame(
  a: Pick<NamedObject, 'name' | 'namespace'>,
  b: Pick<NamedObject, 'name' | 'namespace'> | undefined,
): boolean {
  return a.name === b?.name && a.namespace === b.namespace
}

function isIn(one: NamedObject, namespace: string): boolean {
  return one.namespace === namespace || one.namespace === '' || hasVariable(one.namespace)
}

/** Whether a reference may be to what the cluster was bootstrapped from. */
function isRootSource({ kind, name, namespace }: ObjectReference, closure: Closure): boolean {
  if (!sourceKinds.has(kind) || kind === 'HelmRepository') return false
  const [root] = closure.applied
  const source = readRootSource(closure)
  if (root === undefined || source === undefined) return true
  return namespace === root.namespace && (name === 'flux-system' || name === root.name || name === source.name)
}

/** Whether something in the cluster may make the object. Other controllers than Flux' make artifacts too. */
function mayBeMade({ kind, name }: ObjectReference, closure: Closure): boolean {
  if (kind === 'ExternalArtifact' && mentions(closure, name, 'flux')) return true
  return !fluxGroups.has(kind) || listMakers(closure).some((names) => names.has(name))
}

/** Whether something that is not known well may make it. */
function isDoubtfullyAbsent({ kind, name }: ObjectReference, closure: Closure): boolean {
  return kind === 'ExternalArtifact' || listMakers(closure).length > 0 || mentions(closure, name, 'flux')
}

const known = new WeakMap<Closure, readonly ReadonlySet<string>[]>()

/** The names in each of the objects of a cluster that may make objects of Flux. */
function listMakers(closure: Closure): readonly ReadonlySet<string>[] {
  const makers =
    known.get(closure) ??
    listClusterObjects(closure)
      .all.filter((object) => makesFlux(object, true))
      .map(({ root }) => new Set(listNamesIn(root)))
  known.set(closure, makers)
  return makers
}
