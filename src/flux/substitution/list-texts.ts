import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import { compareKeys } from '../../yaml/emit/compare-keys.ts'
import type { JsonValue } from '../../yaml/json-value.ts'

/** A text of an object: a value or a key. */
export interface ObjectText {
  readonly text: string
  readonly path: readonly (string | number)[]
  readonly isKey: boolean
  /** The scalar that it is of. */
  readonly node: TreeNode | undefined
}

/** The texts of an object that hold a dollar sign, in the order in which they are printed. */
export function listTexts(value: JsonValue, root: TreeNode | undefined): readonly ObjectText[] {
  const texts: ObjectText[] = []
  const walk = (item: JsonValue, node: TreeNode | undefined, path: readonly (string | number)[]): void => {
    if (typeof item === 'string') {
      if (item.includes('$')) texts.push({ text: item, path, isKey: false, node })
    } else if (Array.isArray(item)) {
      for (const [index, child] of item.entries()) walk(child, node?.items[index], [...path, index])
    } else if (item instanceof Map) {
      const fields = new Map(node?.fields.map((field) => [field.key.value, field]))
      for (const [key, child] of sortEntries(item)) {
        const field = fields.get(key)
        const at = [...path, key]
        if (key.includes('$')) texts.push({ text: key, path: at, isKey: true, node: field?.key })
        walk(child, field?.value, at)
      }
    }
  }
  walk(value, root, [])
  return texts
}

/** The entries of an object in the order in which they are printed. */
export function sortEntries(object: ReadonlyMap<string, JsonValue>): readonly (readonly [string, JsonValue])[] {
  return [...object].sort(([a], [b]) => compareKeys(a, b))
}
