import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { JsonValue } from '../../yaml/json-value.ts'

/** One step of the path to a field: a key, an index, or the field that tells the item of a list from the others. */
export type FieldPart = string | number | { readonly key: string; readonly value: string }

/** A field on one side of a comparison. */
export interface FieldSide {
  readonly value: JsonValue
  /** With the chain of places that set it. */
  readonly node: TreeNode | undefined
  /** Where it is on this side, which for items of lists may differ between the sides. */
  readonly path: readonly (string | number)[]
}

/** A field that differs. One that is new or gone stands for all that is in it. */
export interface FieldChange {
  readonly path: readonly FieldPart[]
  readonly before: FieldSide | undefined
  readonly after: FieldSide | undefined
  /** True where a list only has another order; its sides are the names of the items. */
  readonly isOrder: boolean
}

/** A path as it is written in text and understood by `gitops why`. */
export function formatFieldParts(path: readonly FieldPart[]): string {
  return path
    .map((part) => {
      if (typeof part === 'number') return `[${part}]`
      if (typeof part === 'object') return `[${part.key}=${quote(part.value)}]`
      if (/^[^.[\]\\"'\s]+$/.test(part)) return `.${part}`
      return part.includes('"') ? `['${part}']` : `["${part}"]`
    })
    .join('')
    .replace(/^\./, '')
}

function quote(value: string): string {
  return /^[^\]"'\s]+$/.test(value) ? value : `"${value}"`
}
