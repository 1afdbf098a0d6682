import { compareBytes } from '../../source/compare-bytes.ts'
import { BuildError } from '../build-error.ts'
import { createMapping, createScalar } from '../tree/create-node.ts'
import { getField } from '../tree/get-field.ts'
import { isEmptyNode } from '../tree/is-empty-node.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import { isYaml11NonString } from '../tree/is-yaml11-non-string.ts'
import { removeField } from '../tree/remove-field.ts'
import { setField } from '../tree/set-field.ts'
import type { Step } from '../tree/step.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/** A text of an object's metadata, empty where there is none. */
export function getMetadata(root: TreeNode, field: 'name' | 'namespace'): string {
  const value = getField(getField(root, 'metadata'), field)
  return value === undefined || isEmptyNode(value) ? '' : value.value
}

/** Labels or annotations as texts, by key. */
export function getMetadataMap(root: TreeNode, field: 'labels' | 'annotations'): Map<string, string> {
  const mapping = getField(getField(root, 'metadata'), field)
  return new Map(mapping?.fields.map(({ key, value }) => [key.value, value.value]) ?? [])
}

/**
 * Writes labels or annotations anew, sorted and all of them texts, as kyaml's setMapInMetadata does; an empty map removes
 * the field. Those that keep their value keep their history, others get the step.
 */
export function setMetadataMap(
  root: TreeNode,
  field: 'labels' | 'annotations',
  values: ReadonlyMap<string, string>,
  by: Step | undefined,
): void {
  const present = getField(root, 'metadata')
  if (present !== undefined && present.kind !== 'mapping' && !isNullNode(present)) {
    const found = present.kind === 'sequence' ? 'a list' : 'a single value'
    const message = `the \`metadata\` of an object must be a map, but is ${found}`
    throw new BuildError({ code: 'field-of-wrong-kind', message, at: present.step?.at })
  }
  const metadata = present?.kind === 'mapping' ? present : setField(root, 'metadata', createMapping(by))
  const old = removeField(metadata, field)
  if (values.size === 0) return
  const mapping = createMapping(old?.step ?? by)
  mapping.removed = old?.removed
  for (const key of [...values.keys()].sort(compareBytes)) {
    const value = values.get(key) ?? ''
    const before = getField(old, key)
    const step = before?.value === value ? before.step : by && { ...by, value, before: before?.step }
    const style = value.includes('\n') ? 'literal' : isYaml11NonString(value) ? 'double' : 'plain'
    setField(mapping, key, createScalar(value, step, { tag: '!!str', style }))
  }
  metadata.fields.push({ key: createScalar(field, mapping.step), value: mapping })
}
