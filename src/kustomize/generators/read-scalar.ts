import { resolveScalar } from '../../yaml/resolve-scalar.ts'
import { BuildError } from '../build-error.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { foldNextLines } from './fold-next-lines.ts'

const trueWords = new Set(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'])
const falseWords = new Set(['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'])

/** A text of a generator as it arrives there; null is empty, and what YAML 1.1 takes for a number or boolean is refused. */
export function readText(node: TreeNode, field: string): string {
  if (isNullNode(node)) return ''
  if (node.kind !== 'scalar') throw wrongType(node, field, 'a text')
  if (toBoolean(node) !== undefined || node.tag === '!!int' || node.tag === '!!float') {
    throw wrongType(node, field, 'a text; put it in quotes')
  }
  return foldNextLines(node.value, field, node.step?.at)
}

/** A boolean of a generator, by the words of YAML 1.1; null is false. */
export function readFlag(node: TreeNode, field: string): boolean {
  if (isNullNode(node)) return false
  const value = toBoolean(node)
  if (value === undefined) throw wrongType(node, field, '`true` or `false`')
  return value
}

/** The key of a map as Go's json sees it: what YAML 1.1 takes for a number or boolean is written in one way. */
export function readKey(key: TreeNode, field: string): string {
  if (key.kind !== 'scalar' || isNullNode(key)) throw wrongType(key, `a key of \`${field}\``, 'a text')
  const boolean = toBoolean(key)
  if (boolean !== undefined) return String(boolean)
  if (key.tag === '!!int' || key.tag === '!!float') return String(resolveScalar(key.value).value)
  return foldNextLines(key.value, field, key.step?.at)
}

function toBoolean(node: TreeNode): boolean | undefined {
  if (node.kind !== 'scalar' || node.style !== 'plain') return undefined
  if (node.isTagged && node.tag !== '!!bool') return undefined
  if (trueWords.has(node.value)) return true
  return falseWords.has(node.value) ? false : undefined
}

function wrongType(node: TreeNode, field: string, wanted: string): BuildError {
  const what = field.startsWith('a key') ? field : `\`${field}\``
  return new BuildError({ code: 'kustomization-invalid', message: `${what} must be ${wanted}`, at: node.step?.at })
}
