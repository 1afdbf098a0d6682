import { BuildError } from '../build-error.ts'
import { copyNode } from './copy-node.ts'
import type { TreeReader } from './create-tree-reader.ts'
import type { TreeField, TreeNode } from './tree-node.ts'

/** More nodes than this in one document come from aliases of aliases of aliases. */
const maximumCopies = 500_000

interface Expansion {
  readonly reader: TreeReader
  /** Targets of aliases that are being expanded. */
  readonly active: Set<TreeNode>
  copies: number
}

/**
 * Replaces the aliases in a tree by copies of what they stand for, and merge keys by the fields that they bring, as kyaml's
 * DeAnchor does, with its peculiarities: quoted `<<` keys vanish, and a written null as key comes twice.
 */
export function expandAliases(reader: TreeReader, tree: TreeNode): TreeNode {
  return reader.needsExpansion() ? expand({ reader, active: new Set(), copies: 0 }, tree) : tree
}

function expand(expansion: Expansion, tree: TreeNode): TreeNode {
  const target = expansion.reader.targetOf(tree)
  if (target !== undefined) {
    const original = expansion.reader.read(target)
    const expanded = expandOnce(expansion, original, tree)
    return copyTree(expansion, expanded, tree)
  }
  if (tree.kind === 'scalar') return tree
  return expandOnce(expansion, tree, tree)
}

function expandOnce(expansion: Expansion, tree: TreeNode, alias: TreeNode): TreeNode {
  const { active } = expansion
  if (active.has(tree)) {
    const message = `the alias \`*${alias.value}\` stands within its own anchor`
    throw new BuildError({ code: 'alias-loop', message, at: alias.step?.at })
  }
  active.add(tree)
  if (tree.kind === 'mapping') {
    mergeFields(expansion, tree)
    tree.fields = tree.fields.map(({ key, value }) => ({
      key: expand(expansion, key),
      value: expand(expansion, value),
    }))
  }
  tree.items = tree.items.map((item) => expand(expansion, item))
  active.delete(tree)
  return tree
}

function copyTree(expansion: Expansion, tree: TreeNode, at: TreeNode): TreeNode {
  countCopies(expansion, tree, at)
  const copy = copyNode(tree)
  linkAliases(expansion.reader, copy, tree)
  return copy
}

function countCopies(expansion: Expansion, tree: TreeNode, at: TreeNode): void {
  expansion.copies += 1
  if (expansion.copies > maximumCopies) {
    const message = `the aliases of this document expand to more than ${maximumCopies} nodes`
    throw new BuildError({ code: 'alias-bomb', message, at: at.step?.at })
  }
  for (const { key, value } of tree.fields) {
    countCopies(expansion, key, at)
    countCopies(expansion, value, at)
  }
  for (const item of tree.items) countCopies(expansion, item, at)
}

function linkAliases(reader: TreeReader, copy: TreeNode, original: TreeNode): void {
  reader.linkAlias(copy, original)
  original.fields.forEach(({ key, value }, index) => {
    const field = copy.fields[index]
    if (field === undefined) return
    linkAliases(reader, field.key, key)
    linkAliases(reader, field.value, value)
  })
  original.items.forEach((item, index) => {
    const other = copy.items[index]
    if (other !== undefined) linkAliases(reader, other, item)
  })
}

/** Brings in the fields of a merge key; the mapping's own win, then those of the first mapping in a list. */
function mergeFields(expansion: Expansion, mapping: TreeNode): void {
  const merges = mapping.fields.filter(({ key }) => key.tag === '!!merge')
  const [first, second] = merges
  if (second !== undefined) throw invalidMerge('a mapping has two merge keys `<<`', second.key)
  const sources = first === undefined ? [] : listSources(expansion, first.value)
  const index = mapping.fields.findIndex(({ key }) => key.value === '<<')
  if (index >= 0) mapping.fields.splice(index, 1)
  const own = [...mapping.fields]
  for (const source of sources) setEntries(mapping.fields, copyTree(expansion, source, mapping).fields)
  setEntries(mapping.fields, own)
}

function listSources(expansion: Expansion, value: TreeNode): readonly TreeNode[] {
  const target = expansion.reader.targetOf(value)
  if (target !== undefined) {
    const original = expansion.reader.read(target)
    if (original.kind === 'mapping') return [original]
    throw invalidMerge('`<<` merges a value that is not a map', value)
  }
  if (value.kind === 'mapping') return [value]
  if (value.kind === 'scalar') throw invalidMerge('`<<` needs a map or a list of maps', value)
  const sources: TreeNode[] = []
  for (const item of value.items) {
    if (item.kind === 'sequence') throw invalidMerge('`<<` has a list within its list', item)
    sources.unshift(...listSources(expansion, item))
  }
  return sources
}

function invalidMerge(message: string, { step }: TreeNode): BuildError {
  return new BuildError({ code: 'malformed-yaml', message, at: step?.at })
}

/** Sets fields one by one. Each comes in place of the first that has its key, but keys that are null are never found. */
function setEntries(fields: TreeField[], entries: readonly TreeField[]): void {
  const places = new Map<string, number>()
  fields.forEach(({ key }, index) => {
    if (!places.has(key.value)) places.set(key.value, index)
  })
  const firsts = new Map<string, TreeField>()
  for (const entry of entries) if (!firsts.has(entry.key.value)) firsts.set(entry.key.value, entry)
  for (const { key: written } of entries) {
    const entry = firsts.get(written.value)
    if (entry === undefined) continue
    const place = places.get(entry.key.tag === '!!null' ? '' : entry.key.value)
    if (place !== undefined) fields[place] = { ...entry }
    else {
      if (!places.has(entry.key.value)) places.set(entry.key.value, fields.length)
      fields.push({ ...entry })
    }
  }
}
