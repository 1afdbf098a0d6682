import { BuildError } from '../build-error.ts'
import { createScalar } from '../tree/create-node.ts'
import { getField } from '../tree/get-field.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import type { JsonPatchOperation, WrittenPointer } from './json-patch-operation.ts'
import { readPatchValue } from './read-patch-value.ts'
import { writeJsonScalar } from './write-json-scalar.ts'

/**
 * The operations of a JSON patch, from its parsed text (json-patch's DecodePatch). Throws a BuildError for what is no list
 * of objects; other mistakes only show when it is applied.
 */
export function readJsonPatch(node: TreeNode): JsonPatchOperation[] {
  if (isNullNode(node)) return []
  if (node.kind !== 'sequence') throw explainShape(node, 'a JSON patch is a list of operations')
  return node.items.map(readOperation)
}

function readOperation(node: TreeNode): JsonPatchOperation {
  if (node.kind !== 'mapping' && !isNullNode(node)) {
    throw explainShape(node, 'an operation of a JSON patch is an object with `op` and `path`')
  }
  // Everything is decoded, whether it is used or not.
  const operation = readPatchValue(node)
  const value = getField(operation, 'value')
  const nothing = createNull(node)
  return {
    op: readText(operation, 'op')?.text ?? '',
    path: readText(operation, 'path'),
    from: readText(operation, 'from'),
    value: value ?? nothing,
    nothing,
    hasValue: value !== undefined && !isNullNode(value),
    at: node.step?.at,
  }
}

function readText(operation: TreeNode, key: string): WrittenPointer | undefined {
  const field = getField(operation, key)
  return field?.tag === '!!str' ? { text: field.value, at: field.step?.at } : undefined
}

function createNull(node: TreeNode): TreeNode {
  const scalar = createScalar('', node.step && { ...node.step, value: 'null' })
  writeJsonScalar(scalar, null)
  return scalar
}

function explainShape(node: TreeNode, expected: string): BuildError {
  const found = node.kind === 'scalar' ? 'a plain value' : node.kind === 'mapping' ? 'an object' : 'a list'
  return new BuildError({ code: 'json-patch-shape', message: `${expected}, but this is ${found}`, at: node.step?.at })
}
