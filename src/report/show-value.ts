import { isYaml11NonString } from '../kustomize/tree/is-yaml11-non-string.ts'
import type { TreeNode } from '../kustomize/tree/tree-node.ts'
import { maskCredentials } from '../source/mask-credentials.ts'
import { toPrintable } from './to-printable.ts'

/** What stands for a secret. */
export const mask = '••••••'

/** A value in few words, fit for one line. */
export function showValue(node: TreeNode, isSecret: boolean): string {
  if (node.kind === 'mapping') return node.fields.length === 0 ? '{}' : `a map of ${count(node.fields.length, 'key')}`
  if (node.kind === 'sequence') return node.items.length === 0 ? '[]' : `a list of ${count(node.items.length, 'item')}`
  if (isSecret) return mask
  // A text that looks like something else is told from it by its quotes.
  const isText = node.tag === '!!str' || node.style !== 'plain'
  const text = showText(node.value, node.tag === '!!null')
  return isText && isYaml11NonString(node.value) ? `"${text}"` : text
}

/** A text in few words, fit for one line. */
export function showText(text: string, isNull = false): string {
  if (isNull) return 'null'
  const [line = '', ...more] = maskCredentials(text).trimEnd().split('\n')
  const shown = toPrintable(line.length > 60 ? `${line.slice(0, 57)}…` : line)
  if (more.length > 0) return `${shown === '' ? '' : `${shown} `}… (${more.length + 1} lines)`
  return shown === '' ? '""' : shown
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`
}
