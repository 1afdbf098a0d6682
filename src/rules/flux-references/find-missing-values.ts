import { readText } from '../../flux/read-text.ts'
import { locateField } from '../../kustomize/lineage/locate-field.ts'
import { getMetadataMap } from '../../kustomize/resource/metadata.ts'
import { getField } from '../../kustomize/tree/get-field.ts'
import type { AppliedObject } from '../../model/closure/applied-kustomization.ts'
import type { Closure } from '../../model/closure/closure.ts'
import { findClusterObjects } from '../../model/queries/find-cluster-objects.ts'
import { listFluxResources } from '../../model/queries/list-flux-resources.ts'
import { listObjectsOfKind } from '../../model/queries/list-objects-of-kind.ts'
import type { Repository } from '../../model/repository.ts'
import { hasVariable } from '../../source/has-variable.ts'
import { findGenerated } from './find-generated.ts'
import { isMade } from './is-made.ts'
import { isMisspelling } from './is-misspelling.ts'
import { judgeSight } from './judge-sight.ts'
import { listValueReferences, type ValueReference } from './list-value-references.ts'
import { mentions } from './mentions.ts'
import type { NamedObject } from './named-object.ts'

/** A reference to a ConfigMap or Secret that is probably wrong. */
export interface MissingValue {
  readonly reference: ValueReference
  readonly problem:
    | { readonly is: 'absent' }
    | { readonly is: 'elsewhere' | 'near'; readonly found: NamedObject }
    | { readonly is: 'key'; readonly found: NamedObject; readonly keys: readonly string[] }
}

/**
 * The references of Flux' objects to ConfigMaps and Secrets that the cluster has under another name or in another namespace,
 * to keys that they do not have, and to ConfigMaps of values that nothing makes. Most Secrets are made out of sight, so that
 * one that is merely not there is no mistake.
 */
export function findMissingValues(closure: Closure, repository: Repository): readonly MissingValue[] {
  return listFluxResources(closure).flatMap((object) => {
    const references = listValueReferences(object)
    if (references.length === 0 || readText(object.root, ['spec', 'suspend'])?.text === 'true') return []
    return references.flatMap((reference): readonly MissingValue[] => {
      const problem = reference.isOptional ? undefined : judge(reference, closure, repository)
      return problem === undefined ? [] : [{ reference, problem }]
    })
  })
}

function judge(
  reference: ValueReference,
  closure: Closure,
  repository: Repository,
): MissingValue['problem'] | undefined {
  const { group, kind, name, namespace, field } = reference
  const own = findClusterObjects(closure, reference)
  if (own.length > 0) return findMissingKey(reference, own)
  if (isMade(reference, closure) || mentions(closure, name, 'values') || isDeclared(reference, repository)) {
    return undefined
  }
  if (findGenerated(reference, closure) !== undefined) return undefined
  const known = listObjectsOfKind(closure, group, kind)
  if (known.some(({ id }) => hasVariable(id.name) || hasVariable(id.namespace))) return undefined
  const near = known.find(({ id }) => id.namespace === namespace && isMisspelling(name, id.name))
  if (near !== undefined) return { is: 'near', found: toNamed(near) }
  const elsewhere = known.filter(({ id, owner }) => id.name === name && id.namespace !== '' && owner.isCertain)
  const [other] = elsewhere
  if (other !== undefined) return elsewhere.some(isCopied) ? undefined : { is: 'elsewhere', found: toNamed(other) }
  if (kind !== 'ConfigMap' || field !== 'spec.valuesFrom') return undefined
  return judgeSight(closure, repository) === 'full' ? { is: 'absent' } : undefined
}

/** The key that none of the objects of a name has, where all that they have can be seen. */
function findMissingKey(
  { key }: ValueReference,
  objects: readonly AppliedObject[],
): MissingValue['problem'] | undefined {
  const [object] = objects
  if (key === undefined || object === undefined || hasVariable(key)) return undefined
  const keys = new Set(objects.flatMap(listKeys))
  if (keys.size === 0 || keys.has(key) || [...keys].some(hasVariable) || objects.some(isCopied)) return undefined
  if (objects.some(({ owner }) => !owner.isCertain) || objects.some(isFilledByOthers)) return undefined
  return { is: 'key', found: toNamed(object), keys: [...keys] }
}

function listKeys({ root }: AppliedObject): readonly string[] {
  return ['data', 'stringData'].flatMap((field) => getField(root, field)?.fields.map(({ key }) => key.value) ?? [])
}

const annotationOf = ({ root }: AppliedObject): ReadonlyMap<string, string> => getMetadataMap(root, 'annotations')

/** Whether a controller copies it to other namespaces, or fills it from others. */
function isCopied(object: AppliedObject): boolean {
  return [...annotationOf(object).keys()].some((key) =>
    /reflector|replicat|kubed|config-syncer|kyverno|copy|sync/.test(key),
  )
}

/** Whether Flux leaves keys of others in it. */
function isFilledByOthers(object: AppliedObject): boolean {
  return /^(?:merge|ifnotpresent|ignore)$/i.test(annotationOf(object).get('kustomize.toolkit.fluxcd.io/ssa') ?? '')
}

/** Whether the configuration says that it is made outside of Git. */
function isDeclared({ kind, name, namespace }: ValueReference, { layout }: Repository): boolean {
  return layout.variables.some((one) => one.kind === kind && one.name === name && one.namespace === namespace)
}

function toNamed({ id, root }: AppliedObject): NamedObject {
  return { name: id.name, namespace: id.namespace, at: locateField(root, ['metadata', 'name']) }
}
