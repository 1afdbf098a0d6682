import { readJsonText } from '../../yaml/emit/read-json-text.ts'
import type { JsonValue } from '../../yaml/json-value.ts'
import { BuildError } from '../build-error.ts'
import { decodeScalar } from './decode-scalar.ts'
import { readEntries } from './read-entries.ts'
import { rereadScalar } from './reread-scalar.ts'
import type { TreeNode } from './tree-node.ts'

/**
 * The JSON of a tree as kyaml's RNode.MarshalJSON yields it: printed as YAML, read again with all scalars typed anew, and
 * encoded. Nothing is an empty object there, a written null is not. Objects are Maps in the order of the tree. Throws a BuildError with the place
 * of what stops kustomize: `not-json`, `duplicate-key`, `unreadable-text`, or `unprintable-text` for what it could not
 * print afterwards.
 */
export function toJson(node: TreeNode): JsonValue {
  if (node.kind === 'scalar') {
    if (node.tag === '!!null') return node.value === '' ? new Map() : null
    throw new BuildError({ code: 'not-json', message: 'an object must be a map', at: node.step?.at })
  }
  return convert(node, node.kind === 'mapping', false)
}

function convert(node: TreeNode, isOutermost: boolean, isInside: boolean): JsonValue {
  const isInFlow = isInside || node.isFlow
  if (node.kind === 'sequence') return node.items.map((item) => convert(item, false, isInFlow))
  if (node.kind === 'scalar') {
    const value = decodeScalar(rereadScalar(node, false, isInFlow))
    if (typeof value === 'string') checkPrintable(value, node, false)
    return value
  }
  const object = new Map<string, JsonValue>()
  for (const { key, keyNode, value } of readEntries(node, isOutermost, rereadKey)) {
    checkPrintable(key, keyNode, true)
    object.set(key, convert(value, false, isInFlow))
  }
  return object
}

function rereadKey(key: TreeNode): TreeNode {
  return rereadScalar(key, true)
}

/** Asks early, while the place is known, whether go-yaml v2 will read the text from JSON. */
function checkPrintable(text: string, node: TreeNode, isKey: boolean): void {
  try {
    readJsonText(text, isKey)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new BuildError({
      code: 'unprintable-text',
      message: `${error.message}, so that kustomize fails`,
      at: node.step?.at,
    })
  }
}
