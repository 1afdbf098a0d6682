import { compareBytes } from '../../source/compare-bytes.ts'
import { createMapping, createScalar } from '../tree/create-node.ts'
import type { Step } from '../tree/step.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { styleOf } from './style-of.ts'

/** A text to write, with its history. */
export interface Text {
  readonly value: string
  readonly step: Step | undefined
}

/** A mapping of texts, sorted, tagged as texts whatever they look like (kyaml's LoadMapIntoConfigMapData). */
export function createTexts(texts: ReadonlyMap<string, Text>, by: Step | undefined): TreeNode {
  const sorted = [...texts].sort(([a], [b]) => compareBytes(a, b))
  return createMapping(
    by,
    sorted.map(([key, { value, step }]) => ({
      key: createScalar(key, step),
      value: createScalar(value, step, { tag: '!!str', style: styleOf(value) }),
    })),
  )
}
