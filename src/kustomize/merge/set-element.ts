import { BuildError } from '../build-error.ts'
import { getField } from '../tree/get-field.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/**
 * Replaces the items of a list whose fields have the given values, appends the element where there is none, or removes
 * them where the element is undefined (kyaml's ElementSetter). An empty key stands for the item itself; an empty value
 * matches any field of that name; null and empty items are dropped on the way; and without values everything is.
 */
export function setElement(
  list: TreeNode,
  element: TreeNode | undefined,
  keys: readonly string[],
  values: readonly string[],
): void {
  const matchesMappings = (keys[0] ?? '') !== '' && (values[0] ?? '') !== ''
  const kept: TreeNode[] = []
  let isFound = false
  for (const item of list.items) {
    if (isNullNode(item) || (item.kind === 'mapping' && item.fields.length === 0)) continue
    if (item.kind !== 'mapping' && matchesMappings) {
      kept.push(item)
    } else if (!matchesAll(item, keys, values)) {
      if (values.length > 0) kept.push(item)
    } else {
      isFound = true
      if (element !== undefined) kept.push(element)
    }
  }
  list.items = kept
  if (element !== undefined && !isNullNode(element) && !isFound) list.items.push(element)
}

function matchesAll(item: TreeNode, keys: readonly string[], values: readonly string[]): boolean {
  // Keys beyond the values match where the key before them did.
  return values.length > 0 && keys.every((key, index) => matches(item, key, values[index]))
}

function matches(item: TreeNode, key: string, value: string | undefined): boolean {
  if (value === undefined) return true
  if (key === '') {
    if (item.kind !== 'scalar') throw explainKind(item, 'a plain value')
    return item.value === value
  }
  if (item.kind !== 'mapping') throw explainKind(item, `an object with the field \`${key}\``)
  const field = getField(item, key)
  return field !== undefined && (value === '' || field.value === value)
}

/** Says that an item of a list that is merged has the wrong kind. */
export function explainKind(item: TreeNode, expected: string): BuildError {
  const found = item.kind === 'scalar' ? 'a plain value' : item.kind === 'mapping' ? 'an object' : 'a list'
  return new BuildError({
    code: 'patch-list-item',
    message: `an item of this list is ${found} where kustomize merges by ${expected}`,
    at: item.step?.at,
  })
}
