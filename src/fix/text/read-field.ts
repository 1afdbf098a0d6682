import { isMap, isNode, isScalar, type Node, type YAMLMap } from 'yaml'
import { textOf } from '../../yaml/text-of.ts'
import { endOfNode } from './end-of-node.ts'
import type { Field } from './field.ts'
import { isPlainTree } from './is-plain-tree.ts'
import { lineEnd, lineStart } from './line-span.ts'

/**
 * A field of a mapping by name, whatever its letter case; undefined where there is none. Returns why where its lines
 * cannot be told from those around it.
 */
export function readField(
  text: string,
  map: Node | undefined,
  name: string,
): Field | { readonly why: string } | undefined {
  if (!isMap(map)) return undefined
  const found = map.items.filter(({ key }) => isScalar(key) && String(key.value).toLowerCase() === name.toLowerCase())
  const [pair, again] = found
  if (pair === undefined || !isScalar(pair.key)) return undefined
  if (again !== undefined) return { why: `\`${name}\` is there twice` }
  if (map.flow === true) return { why: `\`${name}\` is written in braces` }
  const { key } = pair
  const at = key.range?.[0] ?? 0
  const keyLine = lineStart(text, at)
  const value = isNode(pair.value) && !isNothing(pair.value) ? pair.value : undefined
  if (!isPlainTree(text, key) || !isPlainTree(text, pair.value)) {
    return { why: `\`${name}\` has an anchor, an alias, a tag or a block of text with a header of its own` }
  }
  const lead = text.slice(keyLine, at)
  if (/[^ ]/.test(lead.replace(/^ *- +/, ''))) return { why: `\`${name}\` does not begin its line` }
  const end = lineEnd(text, value === undefined ? (key.range?.[1] ?? at) : endOfNode(text, value))
  const column = at - keyLine
  return { map, key, column, value, keyLine, end, start: commentsAbove(text, keyLine, column, startOf(text, map)) }
}

function isNothing(node: Node): boolean {
  return isScalar(node) && textOf(node) === undefined
}

/** What stands at the very top of a file is about the file, not about its first field. */
function startOf(text: string, map: YAMLMap): number {
  return lineStart(text, map.range?.[0] ?? 0)
}

function commentsAbove(text: string, keyLine: number, column: number, top: number): number {
  let start = keyLine
  while (start > top) {
    const above = lineStart(text, start - 1)
    const line = text.slice(above, start).replace(/\r?\n$/, '')
    if (!line.trimStart().startsWith('#') || line.length - line.trimStart().length !== column) break
    start = above
  }
  return start
}
