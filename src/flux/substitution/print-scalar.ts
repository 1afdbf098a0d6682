import { createScalar } from '../../kustomize/tree/create-node.ts'
import type { Step } from '../../kustomize/tree/step.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { JsonValue } from '../../yaml/json-value.ts'
import { resolveScalar } from '../../yaml/resolve-scalar.ts'

/** A scalar of a value that substitution made, whose text is `text`. */
export function printScalar(value: JsonValue, text: string, step: Step | undefined): TreeNode {
  const { tag } = resolveScalar(text)
  if (typeof value !== 'string') return createScalar(text, step, { tag })
  return createScalar(value, step, {
    tag: '!!str',
    style: tag === '!!str' && !text.includes('\n') ? 'plain' : 'double',
  })
}
