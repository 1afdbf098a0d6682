import type { Location } from '../../source/location.ts'
import { BuildError } from '../build-error.ts'
import { createMapping, createScalar, createSequence } from '../tree/create-node.ts'
import { getField } from '../tree/get-field.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import { setField } from '../tree/set-field.ts'
import type { Step } from '../tree/step.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { wrongKind } from './wrong-kind.ts'

/**
 * The scalar at a path of keys, numbers of items and `[key=value]`, made where it is missing (kyaml's LookupCreate).
 * Undefined where the path leads into a null or to an item that no list has. What is made for a `[key=value]` has its
 * value from the path, which is written at `pathAt`.
 */
export function getOrCreateNode(
  root: TreeNode,
  path: readonly string[],
  by: Step,
  what: string,
  pathAt: Location | undefined = by.at,
): TreeNode | undefined {
  const parts = path.map((part) => part.trim()).filter((part) => part !== '')
  let node: TreeNode | undefined = root
  for (const [index, part] of parts.entries()) {
    if (node === undefined || isNullNode(node)) return undefined
    node = isItem(part)
      ? getItem(node, part, { ...by, at: pathAt }, what)
      : getEntry(node, part, parts[index + 1], by, what)
  }
  return node
}

function isNumber(part: string): boolean {
  return /^[-+]?\d+$/.test(part)
}

function isCondition(part: string): boolean {
  return part.startsWith('[') && part.endsWith(']')
}

function isItem(part: string): boolean {
  return isNumber(part) || isCondition(part) || part === '-' || part === '*'
}

function getItem(list: TreeNode, part: string, by: Step, what: string): TreeNode | undefined {
  const condition = /^\[([^=]*)=(.*)\]$/s.exec(part)
  const isBroken = part === '*' || (isNumber(part) && Number(part) < 0) || (isCondition(part) && condition === null)
  if (isBroken) throw badPath(part, by, what)
  if (list.kind !== 'sequence') throw wrongKind(list, `a list for \`${part}\``, what, by.at)
  if (isNumber(part)) return list.items[Number(part)]
  if (part === '-') {
    const last = list.items.at(-1)
    if (last === undefined) throw badPath(part, by, what)
    return last
  }
  const [, key = '', value = ''] = condition ?? []
  const found = list.items.find((item) => (key === '' ? item.value : getField(item, key)?.value) === value)
  if (found !== undefined) return found
  const step = { ...by, value: undefined }
  const own = { ...by, value }
  const item = key === '' ? createScalar(value, own) : createMapping(step)
  if (key !== '') setField(item, key, createScalar(value, own))
  list.items.push(item)
  return item
}

function getEntry(map: TreeNode, key: string, next: string | undefined, by: Step, what: string): TreeNode {
  if (map.kind !== 'mapping') throw wrongKind(map, `a map for \`${key}\``, what, by.at)
  const existing = getField(map, key)
  if (existing !== undefined) return existing
  const step = { ...by, value: undefined }
  if (next === undefined) return setField(map, key, createScalar('', by))
  const isList = isCondition(next) || (isNumber(next) && Number(next) >= 0)
  return setField(map, key, isList ? createSequence(step) : createMapping(step))
}

function badPath(part: string, by: Step, what: string): BuildError {
  const message = `\`${part}\` in the path ${what} names no item of a list`
  return new BuildError({ code: 'field-path-invalid', message, at: by.at })
}
