import type { FieldSpec } from '../configuration/field-spec.ts'
import { readFieldSpecs } from '../configuration/read-field-specs.ts'
import { readFlag, readMap } from '../configuration/read-value.ts'
import { getFieldIgnoringCase } from '../tree/get-field-ignoring-case.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { readTextPairs } from './read-text-pairs.ts'
import type { TextPair } from './text-pair.ts'

/** An item of `labels` in a kustomization file. */
export interface LabelEntry {
  readonly pairs: readonly TextPair[]
  /** Fields of its own, besides those of the configuration. */
  readonly fields: readonly FieldSpec[]
  readonly includeSelectors: boolean
  readonly includeTemplates: boolean
}

/** Reads an item of `labels`. */
export function readLabelEntry(node: TreeNode): LabelEntry {
  const map = readMap(node, 'an item of labels')
  const read = (field: string): boolean => readFlag(getFieldIgnoringCase(map, field), field, 'kustomization')
  return {
    pairs: readTextPairs(getFieldIgnoringCase(map, 'pairs'), 'labels'),
    fields: readFieldSpecs(getFieldIgnoringCase(map, 'fields'), 'fields', 'kustomization') ?? [],
    includeSelectors: read('includeSelectors'),
    includeTemplates: read('includeTemplates'),
  }
}
