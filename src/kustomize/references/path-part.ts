import type { Location } from '../../source/location.ts'
import { BuildError } from '../build-error.ts'
import { noItems } from '../tree/empty-lists.ts'
import { getField } from '../tree/get-field.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/** A field path in a kustomization file, split, with its place for messages. */
export interface FieldPath {
  readonly text: string
  readonly at: Location | undefined
}

/** A number as Go's Atoi reads it, or undefined. */
export function toIndex(part: string): number | undefined {
  return /^[-+]?\d{1,15}$/.test(part) ? Number(part) + 0 : undefined
}

/** Whether a part of a path chooses items of a list: `[name=web]`, `[=value]`. */
export function isListFilter(part: string): boolean {
  return part.startsWith('[') && part.endsWith(']') && part.length > 1
}

/** The two sides of `[name=web]`. */
export function splitListFilter(part: string, path: FieldPath): { readonly field: string; readonly value: string } {
  const inner = part.replace(/\]$/, '').replace(/^\[/, '')
  const equals = inner.indexOf('=')
  if (equals < 0) {
    throw wrongPath(path, `\`${part}\` must say which item is meant, as in \`[name=web]\``)
  }
  return { field: inner.slice(0, equals), value: inner.slice(equals + 1) }
}

/** The value of a key, undefined in a null; anything but a map is an error (kyaml's FieldMatcher). */
export function getKey(node: TreeNode, key: string, path: FieldPath): TreeNode | undefined {
  if (isNullNode(node)) return undefined
  if (key === '') {
    if (node.kind !== 'scalar') throw wrongPath(path, 'it has an empty part')
    return node.value === '' ? node : undefined
  }
  if (node.kind !== 'mapping') throw wrongPath(path, `\`${key}\` is looked for in ${nameOf(node)}, not in a map`)
  return getField(node, key)
}

/** The items of a list, none of a null; anything else is an error (kyaml's Elements). */
export function getItems(node: TreeNode, part: string, path: FieldPath): TreeNode[] {
  if (node.kind !== 'sequence' && !isNullNode(node)) {
    throw wrongPath(path, `\`${part}\` is looked for in ${nameOf(node)}, not in a list`)
  }
  // What is made in a null is found there again, and not printed.
  if (node.items === noItems) node.items = []
  return node.items
}

export function wrongPath({ text, at }: FieldPath, reason: string): BuildError {
  return new BuildError({ code: 'wrong-path', message: `the path \`${text}\` leads nowhere: ${reason}`, at })
}

function nameOf({ kind }: TreeNode): string {
  if (kind === 'mapping') return 'a map'
  return kind === 'sequence' ? 'a list' : 'a plain value'
}
