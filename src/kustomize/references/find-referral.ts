import { BuildError } from '../build-error.ts'
import { isSelected, type Type } from '../configuration/is-selected.ts'
import { effectiveNamespace } from '../resource/effective-namespace.ts'
import { clusterScope, type ResourceId } from '../resource/resource-id.ts'
import { getField } from '../tree/get-field.ts'
import { getNode } from '../tree/get-node.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { locateNewestStep } from './locate-newest-step.ts'
import type { Referral, ReferralIndex } from './referral-index.ts'

/** What is being looked for, and from where. */
export interface Reference {
  readonly referrer: Referral
  readonly target: Type
  /** The path of the field specification. */
  readonly path: string
  /** The namespaces of the service accounts that a RoleBinding names. */
  readonly bindingNamespaces: ReadonlySet<string>
  /** The node that holds the name, for messages. */
  readonly node: TreeNode
}

/**
 * The object that a name refers to, or undefined where none does (nameref's selectReferral). With a namespace only objects
 * that are or were there count. Several that would give different results are a BuildError.
 */
export function findReferral(
  index: ReferralIndex,
  reference: Reference,
  name: string,
  { namespace, isNamespaceWritten }: { readonly namespace: string | undefined; readonly isNamespaceWritten: boolean },
): Referral | undefined {
  const { referrer, target } = reference
  const role = readRoleType(reference)
  const isCounted = filterByNamespace(index, reference, namespace)
  let candidates = (index.byPreviousName.get(name) ?? []).filter(
    (candidate) =>
      isInReach(reference, candidate) &&
      isCounted(candidate) &&
      candidate.previousIds.some((id) => isSelected(id, target)) &&
      (role === undefined || candidate.previousIds.some((id) => isSelected(id, role))) &&
      isInSameNamespace(referrer, candidate),
  )
  if (candidates.length <= 1) return candidates[0]
  candidates = candidates.filter((candidate) => hasSameContext(candidate, referrer, true))
  if (candidates.length > 1) candidates = candidates.filter((candidate) => hasSameContext(candidate, referrer, false))
  const [first] = candidates
  const isSame = (other: Referral): boolean =>
    other.id.name === first?.id.name && (!isNamespaceWritten || other.id.namespace === first.id.namespace)
  if (candidates.length <= 1 || candidates.every(isSame)) return first
  throw ambiguous(reference, name, candidates)
}

/** The objects that can be referred to at all (SubsetThatCouldBeReferencedByResource). */
function isInReach({ referrer, bindingNamespaces }: Reference, { id }: Referral): boolean {
  return (
    referrer.id.isClusterScoped ||
    id.isClusterScoped ||
    effectiveNamespace(id) === effectiveNamespace(referrer.id) ||
    bindingNamespaces.has(id.namespace)
  )
}

/** A namespace next to the name is at first taken for that of the sources, then for that of now. */
function filterByNamespace(
  { byOriginalNamespace }: ReferralIndex,
  reference: Reference,
  namespace: string | undefined,
): (candidate: Referral) => boolean {
  if (namespace === undefined) return () => true
  if (namespace === clusterScope) return () => false
  const isOriginal = byOriginalNamespace.get(namespace)?.some((candidate) => isInReach(reference, candidate)) ?? false
  return (candidate) => effectiveNamespace(isOriginal ? candidate.originalId : candidate.id) === namespace
}

/** The type that a `roleRef` asks for itself, undefined for other fields. */
function readRoleType({ path, referrer }: Reference): Type | undefined {
  if (!path.endsWith('roleRef/name')) return undefined
  const role = getNode(referrer.resource.root, ['roleRef'])
  if (role?.kind !== 'mapping') return undefined
  const group = getField(role, 'apiGroup')
  const kind = getField(role, 'kind')
  if (group === undefined || kind === undefined) return undefined
  return { group: group.value, version: '', kind: kind.value }
}

/** Accounts are let through, since a RoleBinding may name those of other namespaces. */
function isInSameNamespace(referrer: Referral, { id }: Referral): boolean {
  return (
    referrer.id.isClusterScoped ||
    id.isClusterScoped ||
    id.kind === 'ServiceAccount' ||
    effectiveNamespace(id) === effectiveNamespace(referrer.id)
  )
}

/** Resource.PrefixesSuffixesEquals */
function hasSameContext(a: Referral, b: Referral, isEmptyAny: boolean): boolean {
  return hasSameEnd(a.prefixes, b.prefixes, isEmptyAny) && hasSameEnd(a.suffixes, b.suffixes, isEmptyAny)
}

function hasSameEnd(a: readonly string[], b: readonly string[], isEmptyAny: boolean): boolean {
  const length = Math.min(a.length, b.length)
  if (length === 0) return isEmptyAny || a.length === b.length
  return a.slice(-length).join() === b.slice(-length).join()
}

function ambiguous({ node, referrer, path }: Reference, name: string, candidates: readonly Referral[]): BuildError {
  const label = ({ kind, name: found, namespace }: ResourceId): string =>
    `${kind} \`${found}\`${namespace === '' ? '' : ` in \`${namespace}\``}`
  const related = candidates.flatMap(({ id, resource }) => {
    const at = locateNewestStep(getNode(resource.root, ['metadata', 'name']))
    return at === undefined ? [] : [{ message: `one possibility: ${label(id)}`, at }]
  })
  const shown = isNullNode(node) ? path : `\`${name}\``
  return new BuildError({
    code: 'ambiguous-reference',
    message: `${shown} in ${label(referrer.id)} may mean ${candidates.map(({ id }) => label(id)).join(' or ')}`,
    help: 'Give the objects different names in their sources, or the reference a namespace.',
    at: locateNewestStep(node),
    related,
  })
}
