import { nearestMatch } from '../../source/nearest-match.ts'
import { BuildError } from '../build-error.ts'
import type { Effect } from '../effect.ts'
import { applyJsonPatch } from '../merge/apply-json-patch.ts'
import { mergePatch } from '../merge/merge-patch.ts'
import * as build from '../resource/build-annotations.ts'
import { currentId } from '../resource/current-id.ts'
import { findByAnyId } from '../resource/find-by-id.ts'
import { getMetadata, getMetadataMap, setMetadataMap } from '../resource/metadata.ts'
import { previousIds } from '../resource/previous-ids.ts'
import type { Resource } from '../resource/resource.ts'
import type { ResourceId } from '../resource/resource-id.ts'
import { selectResources } from '../resource/select-resources.ts'
import type { Selector } from '../resource/selector.ts'
import { storePreviousId } from '../resource/store-previous-id.ts'
import { copyNode } from '../tree/copy-node.ts'
import { createMapping } from '../tree/create-node.ts'
import { getField } from '../tree/get-field.ts'
import { isEmptyNode } from '../tree/is-empty-node.ts'
import { isSameNode } from '../tree/is-same-node.ts'
import { removeField } from '../tree/remove-field.ts'
import { setScalarField } from '../tree/set-scalar-field.ts'
import { setValue } from '../tree/set-value.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { addEffects } from './add-effects.ts'
import type { PatchArguments } from './patch-arguments.ts'

/** Applies one entry of `patches` (PatchTransformer.Transform). */
export function applyPatch(resources: readonly Resource[], patch: PatchArguments): Effect {
  const { merges, operations, target, at } = patch
  const [first, second] = merges
  if (first !== undefined) {
    if (target === undefined) return addEffects(merges.map((root) => applyMerge(resources, root)))
    if (second !== undefined) {
      const message = 'a patch with a `target` holds one object; this one holds several'
      throw new BuildError({ code: 'patch-invalid', message, help: 'Give each patch an entry of its own.', at })
    }
    return addEffects(
      selectResources(resources, target).map((resource) => mergeInto(resource, retarget(first, resource))),
    )
  }
  if (operations === undefined) return { matched: 0, changed: 0 }
  if (target === undefined) {
    const help = 'Name the object under `target`, with `kind` and `name`.'
    throw new BuildError({ code: 'patch-invalid', message: 'a JSON patch needs a `target`', help, at })
  }
  return applyOperations(resources, operations, target, true)
}

/** Applies a JSON patch to all that its target selects; the old id is kept in mind by `patches` only. */
export function applyOperations(
  resources: readonly Resource[],
  operations: NonNullable<PatchArguments['operations']>,
  target: Selector,
  storesId: boolean,
): Effect {
  return addEffects(
    selectResources(resources, target).map((resource) => {
      const { root } = resource
      if (storesId) storePreviousId(resource)
      const before = copyNode(root)
      const internal = [...getMetadataMap(root, 'annotations')].filter(([key]) => isInternal(key))
      applyJsonPatch(root, operations)
      // The way through JSON ends what labels of several fields share.
      root.fields = copyNode(root).fields
      const annotations = getMetadataMap(root, 'annotations')
      for (const [key, value] of internal) annotations.set(key, value)
      setMetadataMap(root, 'annotations', annotations, root.step)
      return { matched: 1, changed: isSameNode(before, root) ? 0 : 1 }
    }),
  )
}

function isInternal(annotation: string): boolean {
  return (
    annotation.startsWith('internal.config.kubernetes.io/') ||
    annotation === 'config.kubernetes.io/path' ||
    annotation === 'config.kubernetes.io/index' ||
    annotation === 'config.k8s.io/id'
  )
}

/** Applies a strategic merge patch to the one object that it names by any of its ids. */
export function applyMerge(resources: readonly Resource[], patch: TreeNode, isRetargeted = false): Effect {
  const [example] = resources
  const id = example === undefined ? undefined : patchId(patch, example)
  const found = id === undefined ? [] : findByAnyId(resources, id)
  const [target] = found
  if (target === undefined || found.length > 1) throw explainTarget(resources, patch, id, found.length)
  return mergeInto(target, isRetargeted ? retarget(patch, target) : patch)
}

function patchId(root: TreeNode, { openApi }: Resource): ResourceId {
  const patch = { root, variables: [], openApi }
  return previousIds(patch)[0] ?? currentId(patch)
}

function explainTarget(
  resources: readonly Resource[],
  patch: TreeNode,
  id: ResourceId | undefined,
  found: number,
): BuildError {
  const kind = getField(patch, 'kind')?.value ?? ''
  const name = getMetadata(patch, 'name')
  const at = getField(getField(patch, 'metadata'), 'name')?.step?.at ?? patch.step?.at
  if (found > 1) {
    const message = `${found} objects of this build are the ${kind} \`${name}\` that the patch names`
    return new BuildError({ code: 'patch-ambiguous', message, help: 'Say which one under `target`.', at })
  }
  return new BuildError({ code: 'patch-without-target', message: explainNone(resources, kind, name, id), at })
}

function explainNone(resources: readonly Resource[], kind: string, name: string, id: ResourceId | undefined): string {
  const ids = resources.filter(({ root }) => root.fields.length > 0).map(currentId)
  const sameName = ids.find((other) => other.kind === kind && other.name === name)
  if (sameName !== undefined && id !== undefined) {
    const differs =
      sameName.group !== id.group || sameName.version !== id.version
        ? `apiVersion \`${[sameName.group, sameName.version].filter((part) => part !== '').join('/')}\``
        : sameName.namespace === ''
          ? 'no namespace'
          : `the namespace \`${sameName.namespace}\``
    const place = id.namespace === '' ? '' : ` in the namespace \`${id.namespace}\``
    return `this build has no ${kind} \`${name}\`${place} for this patch; the one it has is of ${differs}`
  }
  const names = ids.filter((other) => other.kind === kind).map((other) => other.name)
  const near = nearestMatch(name, names)
  if (near !== undefined) return `this build has no ${kind} \`${name}\` for this patch; there is \`${near}\``
  const kinds = ids.filter((other) => other.name === name).map((other) => other.kind)
  const [only] = kinds
  if (only !== undefined) return `this build has no ${kind} \`${name}\` for this patch; there is a ${only} of that name`
  const list = [...new Set(names)].slice(0, 3).map((other) => `\`${other}\``)
  const known = list.length === 0 ? `it has no ${kind} at all` : `of that kind it has ${list.join(', ')}`
  return `this build has no ${kind} \`${name}\` for this patch; ${known}`
}

/** A copy of a patch for an object of another name or type, its metadata written anew (resWrangler.ApplySmPatch). */
function retarget(patch: TreeNode, { root }: Resource): TreeNode {
  const copy = copyNode(patch)
  for (const field of ['labels', 'annotations'] as const) {
    if (getField(getField(copy, 'metadata'), field) === undefined) continue
    setMetadataMap(copy, field, getMetadataMap(copy, field), getField(getField(patch, 'metadata'), field)?.step)
  }
  const apiVersion = getField(root, 'apiVersion')
  setScalarField(copy, 'apiVersion', apiVersion?.value ?? '', apiVersion?.step)
  return copy
}

/** Merges a patch into an object, which keeps its kind, name and namespace unless told otherwise (ApplySmPatch). */
function mergeInto(resource: Resource, patch: TreeNode): Effect {
  const { root, openApi } = resource
  const options = getMetadataMap(patch, 'annotations')
  const changesName = options.get(build.allowNameChange) === 'enabled'
  const changesKind = options.get(build.allowKindChange) === 'enabled'
  if (changesName || changesKind) storePreviousId(resource)
  const before = copyNode(root)
  const merged = mergePatch(openApi, root, patch)
  if (merged === undefined || merged.fields.length === 0) {
    clear(root)
    return { matched: 1, changed: 1 }
  }
  if (merged !== root) setValue(root, merged)
  keepHistory(root, before, 'apiVersion')
  if (!changesKind) restore(root, before, 'kind')
  const metadata = getField(root, 'metadata')
  const oldMetadata = getField(before, 'metadata')
  if (metadata !== undefined && oldMetadata !== undefined) {
    if (!changesName) restore(metadata, oldMetadata, 'name')
    restore(metadata, oldMetadata, 'namespace')
  }
  return { matched: 1, changed: isSameNode(before, root) ? 0 : 1 }
}

function clear(root: TreeNode): void {
  const empty = createMapping(root.step)
  root.fields = empty.fields
}

/** By this the patch has found the object: it did not set it. */
function keepHistory(mapping: TreeNode, before: TreeNode, field: string): void {
  const [now, old] = [getField(mapping, field), getField(before, field)]
  if (now !== undefined && now.value === old?.value) now.step = old.step
}

/** Writes a text that the object had again, in the style that now stands there (SetName, SetNamespace, SetKind). */
function restore(mapping: TreeNode, before: TreeNode, field: string): void {
  const old = getField(before, field)
  const value = old === undefined || isEmptyNode(old) ? '' : old.value
  if (value === '' && field === 'namespace') {
    removeField(mapping, field)
    return
  }
  setScalarField(mapping, field, value, undefined)
  const present = getField(mapping, field)
  if (present !== undefined) present.step = old?.step
}
