import { BuildError } from '../build-error.ts'
import { getField } from '../tree/get-field.ts'
import { isEmptyNode } from '../tree/is-empty-node.ts'
import { readEntries } from '../tree/read-entries.ts'
import { throughJson } from '../tree/through-json.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { checkObject } from './check-object.ts'
import { unwrapList } from './unwrap-list.ts'

/**
 * Takes objects whose kind ends in `List` apart where they have `items`. The items come after all other objects, and have
 * gone through JSON (resource.Factory's inlineAnyEmbeddedLists).
 */
export function inlineLists(objects: readonly TreeNode[]): TreeNode[] {
  const found: TreeNode[] = []
  const waiting = [...objects]
  for (const object of waiting) {
    const kind = getField(object, 'kind')?.value ?? ''
    const items = kind.endsWith('List') ? itemsOf(object) : undefined
    if (items === undefined) found.push(object)
    else waiting.push(...items.flatMap(readItem))
  }
  return found
}

/** Undefined for an object that is no list after all. */
function itemsOf(object: TreeNode): readonly TreeNode[] | undefined {
  const entries = readEntries(object, true, (key) => key)
  for (const { key, value } of entries) if (key !== 'items') checkDecodable(value)
  const items = entries.find(({ key }) => key === 'items')?.value
  if (items === undefined || items.kind === 'sequence') return items?.items
  if (items.tag === '!!null') return []
  const message = '`items` of a list must be a list'
  throw new BuildError({ code: 'invalid-list', message, at: items.step?.at })
}

/** The whole list is decoded, and then forgotten but for its items. */
function checkDecodable(value: TreeNode): void {
  try {
    throughJson(value)
  } catch (error) {
    if (!(error instanceof BuildError) || error.problem.code === 'duplicate-key') throw error
  }
}

function readItem(item: TreeNode): readonly TreeNode[] {
  const tree = throughJson(item)
  const objects = tree.tag === '!!null' ? [] : unwrapList(tree).filter((object) => !isEmptyNode(object))
  for (const object of objects) checkObject(object)
  return objects
}
