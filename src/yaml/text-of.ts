import { isScalar, type Node } from 'yaml'

/** The text of a scalar; undefined for collections, for nothing, and for a plain null (`~`, `null` or empty). */
export function textOf(node: Node | undefined): string | undefined {
  if (!isScalar(node)) return undefined
  const text = String(node.value ?? '')
  const isPlain = node.type === undefined || node.type === 'PLAIN'
  return isPlain && /^(?:~|null|Null|NULL|)$/.test(text) ? undefined : text
}
