import { nearestMatch } from '../../source/nearest-match.ts'
import { BuildError } from '../build-error.ts'
import { getField } from '../tree/get-field.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import type { JsonPatchOperation, WrittenPointer } from './json-patch-operation.ts'

/** A place in an object: the mapping or list that holds it, and its key there. */
export interface Place {
  readonly container: TreeNode
  readonly key: string
  readonly pointer: WrittenPointer
}

/** Finds what holds the place of a pointer (json-patch's findObject). What stands before the first slash is passed over. */
export function findPlace(root: TreeNode, operation: JsonPatchOperation, field: 'path' | 'from'): Place {
  const pointer = operation[field]
  if (pointer === undefined) {
    throw new BuildError({
      code: 'json-patch-incomplete',
      message: `the operation \`${operation.op}\` needs a text as \`${field}\``,
      at: operation.at,
    })
  }
  const [, ...parts] = pointer.text.split('/')
  const key = parts.pop()
  if (key === undefined) {
    throw new BuildError({
      code: 'json-patch-pointer',
      message: `\`${operation.op}\` cannot be done with the path \`${pointer.text}\`; a path starts with \`/\``,
      at: pointer.at ?? operation.at,
    })
  }
  let container = root
  for (const [index, part] of parts.entries()) {
    const next = getEntry(container, decode(part))
    const walked = { container, key: decode(part), pointer }
    if (next === undefined || isNullNode(next)) throw explainMissing(operation, walked, parts.slice(0, index))
    if (next.kind === 'scalar') throw explainScalar(operation, walked, parts.slice(0, index + 1), next)
    container = next
  }
  return { container, key: decode(key), pointer }
}

/** What stands at a key or index; undefined where nothing does. */
export function getEntry(container: TreeNode, key: string): TreeNode | undefined {
  if (container.kind === 'mapping') return getField(container, key)
  const index = toIndex(key, container.items.length)
  return index === undefined ? undefined : container.items[index]
}

/** A text as the index of an item; negative ones count from the end. Undefined for what is none or beyond the list. */
export function toIndex(key: string, length: number): number | undefined {
  if (!/^[-+]?[0-9]+$/.test(key)) return undefined
  const index = Number(key) < 0 ? Number(key) + length : Number(key)
  return index >= 0 && index < length ? index : undefined
}

/** Says that there is nothing at a place, and what is there instead. */
export function explainMissing(
  operation: JsonPatchOperation,
  { container, key, pointer }: Place,
  above: readonly string[] = pointer.text.split('/').slice(1, -1),
): BuildError {
  const holder = above.length === 0 ? 'the object' : `\`/${above.join('/')}\``
  const keys = container.fields.map((field) => field.key.value)
  const near = nearestMatch(key, keys)
  const has =
    container.kind === 'sequence'
      ? `${holder} is a list of ${count(container.items.length)} and has no \`${key}\``
      : `${holder} has no \`${key}\`${near === undefined ? '' : `; there is \`${near}\``}`
  const at = container.step?.at
  return new BuildError({
    code: 'json-patch-missing-path',
    message: `\`${operation.op} ${pointer.text}\` does not apply: ${has}`,
    at: pointer.at ?? operation.at,
    related: at === undefined ? [] : [{ message: 'where it would be', at }],
  })
}

function explainScalar(
  operation: JsonPatchOperation,
  { pointer }: Place,
  path: readonly string[],
  scalar: TreeNode,
): BuildError {
  const at = scalar.step?.at
  return new BuildError({
    code: 'json-patch-missing-path',
    message: `\`${operation.op} ${pointer.text}\` does not apply: \`/${path.join('/')}\` is a plain value`,
    at: pointer.at ?? operation.at,
    related: at === undefined ? [] : [{ message: 'a plain value here', at }],
  })
}

function count(length: number): string {
  return length === 1 ? '1 item' : `${length} items`
}

function decode(part: string): string {
  return part.replace(/~[01]/g, (code) => (code === '~1' ? '/' : '~'))
}
