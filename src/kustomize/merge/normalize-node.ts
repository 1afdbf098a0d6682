import { copyShallow } from '../tree/copy-shallow.ts'
import { decodeScalar } from '../tree/decode-scalar.ts'
import { readEntries } from '../tree/read-entries.ts'
import { rereadScalar } from '../tree/reread-scalar.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { writeJsonScalar } from './write-json-scalar.ts'

/**
 * Turns an object in place into what its way through JSON and back leaves of it (RNode.MarshalJSON, then UnmarshalJSON):
 * dates become texts, numbers floats. Histories stay. Throws a BuildError for what JSON cannot hold.
 */
export function normalizeNode(node: TreeNode, isOutermost = true, isInside = false): void {
  const isInFlow = isInside || node.isFlow
  if (node.kind === 'scalar') {
    writeJsonScalar(node, decodeScalar(rereadScalar(node, false, isInFlow)))
    return
  }
  node.tag = node.kind === 'mapping' ? '!!map' : '!!seq'
  node.isTagged = false
  node.isFlow = false
  for (const item of node.items) normalizeNode(item, false, isInFlow)
  if (node.kind === 'sequence') return
  node.fields = readEntries(node, isOutermost, (key) => rereadScalar(key, true)).map(({ key, keyNode, value }) => {
    const written = copyShallow(keyNode)
    writeJsonScalar(written, key)
    normalizeNode(value, false, isInFlow)
    return { key: written, value }
  })
}
