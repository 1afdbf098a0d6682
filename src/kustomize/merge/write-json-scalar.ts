import { analyzeScalar } from '../../yaml/emit/analyze-scalar.ts'
import { formatFloat } from '../../yaml/format-float.ts'
import type { JsonValue } from '../../yaml/json-value.ts'
import { resolveScalar } from '../../yaml/resolve-scalar.ts'
import { isYaml11NonString } from '../tree/is-yaml11-non-string.ts'
import type { ScalarStyle, TreeNode } from '../tree/tree-node.ts'

/**
 * Writes a value into a scalar as it comes back from JSON (RNode.UnmarshalJSON): numbers are floats that Go prints with
 * `%g`, so that a million becomes `1e+06`, and texts get quotes where they need them.
 */
export function writeJsonScalar(node: TreeNode, value: JsonValue): void {
  node.isTagged = false
  node.style = 'plain'
  if (typeof value === 'string') {
    // Go writes it without quotes, and its parser then takes it for a merge key.
    node.tag = value === '<<' ? '!!merge' : '!!str'
    node.value = value
    node.style = chooseStyle(value)
  } else if (typeof value === 'number' || typeof value === 'bigint') {
    node.value = formatFloat(Number(value))
    node.tag = resolveScalar(node.value).tag
  } else {
    node.tag = typeof value === 'boolean' ? '!!bool' : '!!null'
    node.value = typeof value === 'boolean' ? String(value) : 'null'
  }
}

const base60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/

/** How go-yaml v3 writes a text. */
function chooseStyle(text: string): ScalarStyle {
  const { canBePlain, canBeBlock } = analyzeScalar(text)
  if (text.includes('\n')) return canBeBlock ? 'literal' : 'double'
  const isText =
    canBePlain && /^!!(?:str|merge)$/.test(resolveScalar(text).tag) && !base60.test(text) && !isYaml11NonString(text)
  return isText ? 'plain' : 'double'
}
