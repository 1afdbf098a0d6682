import { createScalar } from './create-node.ts'
import { getField } from './get-field.ts'
import { isYaml11NonString } from './is-yaml11-non-string.ts'
import { setField } from './set-field.ts'
import type { Step } from './step.ts'
import type { TreeNode } from './tree-node.ts'

/**
 * Sets a key to a text as kyaml's FieldSetter does with a scalar without a tag: what was there keeps its style, and a new
 * text that YAML 1.1 would not take for one is quoted.
 */
export function setScalarField(mapping: TreeNode, key: string, value: string, step: Step | undefined): void {
  const existing = getField(mapping, key)
  const style = existing?.style ?? (isYaml11NonString(value) ? 'double' : 'plain')
  setField(mapping, key, createScalar(value, step, { style }))
}
