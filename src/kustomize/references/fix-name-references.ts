import { BuildError } from '../build-error.ts'
import type { NameReference } from '../configuration/field-spec.ts'
import type { Effect } from '../effect.ts'
import { addToList } from '../resource/add-to-list.ts'
import { referencedBy } from '../resource/build-annotations.ts'
import { effectiveNamespace } from '../resource/effective-namespace.ts'
import { formatId } from '../resource/format-id.ts'
import { getMetadata } from '../resource/metadata.ts'
import type { Resource } from '../resource/resource.ts'
import { applyFieldSpec } from '../transformers/apply-field-spec.ts'
import { copyShallow } from '../tree/copy-shallow.ts'
import { createScalar } from '../tree/create-node.ts'
import { getField } from '../tree/get-field.ts'
import { getNode } from '../tree/get-node.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import { joinSteps } from '../tree/join-steps.ts'
import { setScalarField } from '../tree/set-scalar-field.ts'
import { setValue } from '../tree/set-value.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { findReferral, type Reference } from './find-referral.ts'
import { listBindingNamespaces } from './list-binding-namespaces.ts'
import { listReferrerFields, type ReferrerField, type ReferrerFields } from './list-referrer-fields.ts'
import { locateNewestStep } from './locate-newest-step.ts'
import { indexReferrals, type Referral, type ReferralIndex } from './referral-index.ts'

/**
 * Gives references to objects the names that those have now (nameReferenceTransformer with filters/nameref). Matched are
 * the references whose object is part of the build, changed those that are written differently afterwards. An ambiguous
 * reference, and a field of the wrong kind, is a BuildError; with a `guard` that catches it the other objects are still
 * done.
 */
export function fixNameReferences(
  resources: readonly Resource[],
  nameReferences: readonly NameReference[],
  guard: (step: () => void) => void = (step) => step(),
): Effect {
  const fieldsOf = listReferrerFields(nameReferences)
  const run: Run = { index: indexReferrals(resources), referrers: new Map(), matched: 0, changed: 0 }
  const originalTypes = run.index.all.map(({ originalId }) => originalId)
  for (const [position, resource] of resources.entries()) {
    const fields = fieldsOf(originalTypes[position] ?? anyType)
    if (fields.all.length > 0) guard(() => fixReferencesOf(run, resources, resource, position, fields))
  }
  for (const [resource, ids] of run.referrers) addToList(resource, referencedBy, ids.join(','))
  return { matched: run.matched, changed: run.changed }
}

interface Run {
  index: ReferralIndex
  readonly referrers: Map<Resource, string[]>
  matched: number
  changed: number
}

function fixReferencesOf(
  run: Run,
  resources: readonly Resource[],
  resource: Resource,
  position: number,
  fields: ReferrerFields,
): void {
  const apiVersion = getField(resource.root, 'apiVersion')
  if (apiVersion?.value.startsWith('/')) {
    const message = `\`${apiVersion.value}\` is no apiVersion: it has a slash and no group before it`
    throw new BuildError({ code: 'api-version-invalid', message, at: apiVersion.step?.at })
  }
  const bindingNamespaces = listBindingNamespaces(resource)
  const fixField = ({ target, fieldSpec: { path, at } }: ReferrerField): void => {
    const changedBefore = run.changed
    // The field was chosen by the type that the object had at first.
    const ofAnyType = { group: '', version: '', kind: '', path, create: false, at }
    applyFieldSpec(resource, ofAnyType, undefined, (node) => {
      const referrer = run.index.all[position]
      if (referrer !== undefined) fix(run, { referrer, target, path, bindingNamespaces, node })
    })
    // A field may be part of the id itself; then what is known of the objects is outdated.
    if (run.changed > changedBefore && isPartOfId(path)) run.index = indexReferrals(resources)
  }
  const changedBefore = run.changed
  for (const index of fields.reachable(resource.root)) {
    const field = fields.all[index]
    if (field !== undefined) fixField(field)
    if (run.changed === changedBefore) continue
    // A field that was not there may be now.
    for (const later of fields.all.slice(index + 1)) fixField(later)
    break
  }
}

const anyType = { group: '', version: '', kind: '' }

function isPartOfId(path: string): boolean {
  return /^\/?(?:metadata(?:\/name|\/namespace)?|kind|apiVersion)$/.test(path)
}

function fix(run: Run, reference: Reference): void {
  const { node } = reference
  if (isNullNode(node)) return
  if (node.kind === 'scalar') fixText(run, reference)
  if (node.kind === 'mapping') fixMapping(run, reference)
  for (const item of node.items) {
    if (isNullNode(item)) continue
    if (item.kind === 'scalar') fixText(run, { ...reference, node: item })
    else if (item.kind === 'mapping') fixMapping(run, { ...reference, node: item })
    else {
      throw new BuildError({
        code: 'wrong-kind',
        message: `an item of \`${reference.path}\` is a list, where a name or a map with a name is expected`,
        at: locateNewestStep(item),
      })
    }
  }
}

function fixText(run: Run, reference: Reference): void {
  const { node } = reference
  const referral = findReferral(run.index, reference, node.value, { namespace: undefined, isNamespaceWritten: false })
  if (referral === undefined) return
  record(run, reference, referral)
  const name = getMetadata(referral.resource.root, 'name')
  if (name === node.value || name === '') return
  write(node, name, referral, 'name')
  run.changed += 1
}

/** A map with a name and perhaps a namespace: both are those of the object afterwards. */
function fixMapping(run: Run, reference: Reference): void {
  const { node } = reference
  const nameNode = getField(node, 'name')
  if (nameNode === undefined) {
    throw new BuildError({
      code: 'reference-without-name',
      message: `a map in \`${reference.path}\` lacks the \`name\` of what it refers to`,
      at: locateNewestStep(node),
    })
  }
  const namespaceNode = getField(node, 'namespace')
  const referral = findReferral(run.index, reference, nameNode.value, {
    namespace: namespaceNode?.value,
    isNamespaceWritten: true,
  })
  if (referral === undefined) return
  record(run, reference, referral)
  const name = getMetadata(referral.resource.root, 'name')
  const namespace = getMetadata(referral.resource.root, 'namespace')
  const isChanged = nameNode.value !== name || (namespace !== '' && namespaceNode?.value !== namespace)
  if (nameNode.value !== name) write(nameNode, name, referral, 'name')
  if (namespace !== '') {
    if (namespaceNode === undefined)
      setScalarField(node, 'namespace', namespace, createName(namespace, referral, 'namespace').step)
    else if (namespaceNode.value !== namespace) write(namespaceNode, namespace, referral, 'namespace')
    else noteFollowed(namespaceNode, referral)
  }
  if (isChanged) run.changed += 1
}

function record(run: Run, { referrer }: Reference, { resource }: Referral): void {
  run.matched += 1
  const ids = run.referrers.get(resource) ?? []
  run.referrers.set(resource, ids)
  ids.push(formatId(referrer.id))
}

/** The style stays, so that a quoted name remains a text. */
function write(node: TreeNode, text: string, referral: Referral, field: 'name' | 'namespace'): void {
  const { style, isTagged } = node
  setValue(node, copyShallow(createName(text, referral, field), { style, isTagged }))
}

/**
 * A namespace that is written as the object has it at first and by now follows the object as well, where something other
 * than the object's own text decides it: change that, and the reference changes.
 */
function noteFollowed(node: TreeNode, referral: Referral): void {
  let step = getNode(referral.resource.root, ['metadata', 'namespace'])?.step
  while (step !== undefined && step.at === undefined) step = step.before
  const isOwnText = step === undefined || step.cause === 'resource' || step.cause.endsWith('Generator')
  if (isOwnText || effectiveNamespace(referral.originalId) !== node.value) return
  node.step = joinSteps(node.step, createName(node.value, referral, 'namespace').step)
}

function createName(text: string, { resource }: Referral, field: 'name' | 'namespace'): TreeNode {
  const at = locateNewestStep(getNode(resource.root, ['metadata', field]))
  return createScalar(text, { cause: 'name-reference', at, value: text, before: undefined })
}
