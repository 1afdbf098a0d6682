import { compileRegex } from '../resource/compile-regex.ts'
import { createMapping, createScalar, createSequence } from '../tree/create-node.ts'
import { getField } from '../tree/get-field.ts'
import { setField } from '../tree/set-field.ts'
import type { Step } from '../tree/step.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { formatNode } from './format-node.ts'
import { parseStructuredText } from './parse-structured-text.ts'
import { type FieldPath, getItems, getKey, isListFilter, splitListFilter, toIndex, wrongPath } from './path-part.ts'

/** What is created where a path leads nowhere. */
export interface Creation {
  /** The kind of the node at the end of the path. */
  readonly kind: TreeNode['kind']
  readonly by: Step
}

/**
 * All nodes at a path below a node (kyaml's PathMatcher). Parts are keys, numbers, `*` for every item, `[name=web]` and
 * `[=value]` for the items that match a regular expression somewhere. Where a text stands in the way that is itself YAML
 * or JSON the nodes are those of a copy of its content. With a creation missing parts are made on the way.
 */
export function matchPath(
  node: TreeNode,
  parts: readonly string[],
  path: FieldPath,
  creation: Creation | undefined,
): readonly TreeNode[] {
  const [part, ...rest] = parts
  if (part === undefined) return [node]
  const index = toIndex(part)
  if (index !== undefined && index >= 0) return matchIndex(node, index, parts, path, creation)
  if (isListFilter(part)) return matchItems(node, part, rest, path, creation)
  if (part === '*') return [...getItems(node, part, path)].flatMap((item) => matchPath(item, rest, path, creation))
  return matchKey(node, part, rest, path, creation)
}

function matchKey(
  node: TreeNode,
  key: string,
  rest: readonly string[],
  path: FieldPath,
  creation: Creation | undefined,
): readonly TreeNode[] {
  let value = getKey(node, key, path)
  if (value === undefined) {
    if (creation === undefined) return []
    value = createPart(rest[0], creation)
    // A null cannot hold a key: what is made below it goes lost, as in kustomize.
    if (node.kind === 'mapping') value = setField(node, key, value)
  }
  if (value.kind !== 'scalar' || rest.length === 0) return matchPath(value, rest, path, creation)
  const content = parseStructuredText(value.value)
  if (content === undefined) throw wrongPath(path, `\`${key}\` is a plain value, but the path goes on`)
  return matchPath(content.root, rest, path, creation)
}

function matchIndex(
  node: TreeNode,
  index: number,
  [part = '', ...rest]: readonly string[],
  path: FieldPath,
  creation: Creation | undefined,
): readonly TreeNode[] {
  const items = getItems(node, part, path)
  if (items.length === index && creation !== undefined) items.push(createPart(rest[0], creation))
  const item = items[index]
  if (item === undefined) {
    throw wrongPath(path, `there is no item ${index} in a list of ${items.length}; the first is number 0`)
  }
  return matchPath(item, rest, path, creation)
}

function matchItems(
  node: TreeNode,
  part: string,
  rest: readonly string[],
  path: FieldPath,
  creation: Creation | undefined,
): readonly TreeNode[] {
  const { field, value } = splitListFilter(part, path)
  let matches: ((text: string) => boolean) | undefined
  const isChosen = (item: TreeNode | undefined): boolean => {
    if (item === undefined) return false
    matches ??= compileRegex(value, path.at)
    return matches(formatNode(item).trim())
  }
  const search = (): readonly TreeNode[] => {
    const items = [...getItems(node, part, path)]
    if (field === '') return items.filter(isChosen)
    return items
      .filter((item) => item.kind === 'mapping' && isChosen(getField(item, field)))
      .flatMap((item) => matchPath(item, rest, path, creation))
  }
  const found = search()
  if (found.length > 0 || creation === undefined) return found
  const { by } = creation
  const created = createScalar(value, { ...by, value })
  getItems(node, part, path).push(
    field === '' ? created : createMapping(by, [{ key: createScalar(field, by), value: created }]),
  )
  const again = search()
  // kustomize would append such items until its memory is full.
  if (again.length === 0) throw wrongPath(path, `an item made for \`${part}\` would not match it`)
  return again
}

/** A list where the next part chooses an item, the wanted kind at the end, else a map. */
function createPart(next: string | undefined, { kind, by }: Creation): TreeNode {
  const index = toIndex(next ?? '')
  if (next !== undefined && (isListFilter(next) || (index !== undefined && index >= 0))) return createSequence(by)
  const wanted = next === undefined || next === '' ? kind : 'mapping'
  if (wanted === 'scalar') return createScalar('', by)
  return wanted === 'mapping' ? createMapping(by) : createSequence(by)
}
