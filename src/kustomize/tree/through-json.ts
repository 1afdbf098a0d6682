import { readJsonText } from '../../yaml/emit/read-json-text.ts'
import { resolveScalar } from '../../yaml/resolve-scalar.ts'
import { BuildError } from '../build-error.ts'
import { copyShallow } from './copy-shallow.ts'
import { createMapping, createScalar, createSequence } from './create-node.ts'
import { decodeScalar } from './decode-scalar.ts'
import { readEntries } from './read-entries.ts'
import type { TreeNode } from './tree-node.ts'

/**
 * A tree as kyaml has it after a way through Go's json, as the items of lists go: keys in the order of their bytes, texts
 * in double quotes, numbers and timestamps in their normal form. Histories are kept.
 */
export function throughJson(node: TreeNode): TreeNode {
  if (node.kind === 'sequence') return inBrackets(createSequence(node.step, node.items.map(throughJson)))
  if (node.kind === 'scalar') return rewrite(node)
  const fields = readEntries(node, false, (key) => key)
    // A quoted merge key does not survive kyaml's DeAnchor.
    .filter(({ key }) => key !== '<<')
    .toSorted((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)))
    .map(({ key, keyNode, value }) => ({ key: quote(key, keyNode, true), value: throughJson(value) }))
  return inBrackets(createMapping(node.step, fields))
}

/** JSON is YAML in brackets. */
function inBrackets(node: TreeNode): TreeNode {
  return copyShallow(node, { isFlow: true })
}

function rewrite(node: TreeNode): TreeNode {
  const value = decodeScalar(node)
  if (typeof value === 'string') return quote(value, node, false)
  const text = typeof value === 'number' ? formatNumber(value) : String(value)
  return createScalar(text, node.step, { tag: resolveScalar(text).tag })
}

/** As Go's json: JavaScript's form, but for a zero that is negative. */
function formatNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}

function quote(text: string, { step }: TreeNode, isKey: boolean): TreeNode {
  try {
    return createScalar(readJsonText(text, isKey), step, { tag: '!!str', style: 'double' })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new BuildError({ code: 'unprintable-text', message: error.message, at: step?.at })
  }
}
