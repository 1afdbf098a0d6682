import { isMap, isNode, isScalar, isSeq, type Node } from 'yaml'
import type { List } from '../text/field.ts'
import { lineEnd } from '../text/line-span.ts'
import { readList } from '../text/read-list.ts'

/** The entry of a list that an offset lies in. */
export interface FoundItem {
  readonly list: List
  readonly index: number
  /** The name of the field that holds the list. */
  readonly field: string
}

/** The innermost list entry around an offset; undefined where there is none or its lines cannot be told apart. */
export function findItem(text: string, root: Node | undefined, offset: number): FoundItem | undefined {
  let found: { readonly node: Node; readonly index: number; readonly from: number; readonly field: string } | undefined
  let field = ''
  let from = 0
  let node: Node | undefined = root
  while (node !== undefined) {
    let next: Node | undefined
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        if (!isScalar(key) || !isNode(value) || !isAround(value, offset)) continue
        field = String(key.value)
        from = lineEnd(text, key.range?.[0] ?? 0)
        next = value
      }
    } else if (isSeq(node)) {
      const index = node.items.findIndex((item) => isNode(item) && isAround(item, offset))
      const item = node.items[index]
      if (isNode(item)) {
        found = { node, index, from, field }
        next = item
      }
    }
    node = next
  }
  if (found === undefined) return undefined
  const list = readList(text, found.node, found.from)
  return 'why' in list ? undefined : { list, index: found.index, field: found.field }
}

function isAround({ range }: Node, offset: number): boolean {
  return range !== undefined && range !== null && range[0] <= offset && offset < Math.max(range[1], range[0] + 1)
}
