import { isMap, isNode, isScalar, isSeq, type Node, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml'
import type { Location } from '../../source/location.ts'
import { readBlockScalar } from '../../yaml/read-block-scalar.ts'
import { resolveScalar } from '../../yaml/resolve-scalar.ts'
import { spanOf } from '../../yaml/span-of.ts'
import type { YamlDocument } from '../../yaml/yaml-document.ts'
import { BuildError } from '../build-error.ts'
import { createMapping, createScalar, createSequence } from './create-node.ts'
import { PlainKey } from './plain-key.ts'
import type { Cause, Step } from './step.ts'
import { type StepSource, stepOf } from './step-source.ts'
import type { ScalarStyle, TreeField, TreeNode } from './tree-node.ts'

/** Reads the nodes of one document, aliases not yet expanded. */
export interface TreeReader {
  /** The tree of a node, always the same one for the same node. */
  read(node: Node): TreeNode
  /** What an alias in a tree stands for; undefined for all that is no alias. */
  targetOf(tree: TreeNode): Node | undefined
  /** Makes a copy of an alias an alias as well. */
  linkAlias(copy: TreeNode, original: TreeNode): void
  /** Whether anything was read that has to be expanded: aliases, merges, or what kyaml takes for them. */
  needsExpansion(): boolean
}

/** How go-yaml v3 decodes nodes: with resolved tags, written tags, and the style of each scalar. */
export function createTreeReader(
  document: YamlDocument,
  cause: Cause,
  locate: (start: number, end: number) => Location,
): TreeReader {
  const roots = new Map<Node, TreeNode>()
  const targets = new Map<TreeNode, Node>()
  const source: StepSource = { document, cause, locate, known: undefined }
  let needsExpansion = false

  const readAny = (node: Node, parent: Node | undefined): TreeNode => {
    if (isMap(node)) return readMapping(node)
    if (isSeq(node)) return readSequence(node)
    if (isScalar(node)) return readScalar(node, parent)
    const target = document.resolveAlias(node)
    const step = stepOf(source, node)
    if (target === undefined) {
      const message = `the alias \`*${node.source}\` has no anchor \`&${node.source}\` before it`
      throw new BuildError({ code: 'malformed-yaml', message, at: step.at })
    }
    const alias = createScalar(node.source, step)
    targets.set(alias, target)
    needsExpansion = true
    return alias
  }

  const readScalar = (node: Scalar, parent: Node | undefined): TreeNode => {
    const value = isBlock(node) ? readBlock(node, parent) : (node.source ?? '')
    const style = styles.get(node.type ?? 'PLAIN') ?? 'plain'
    const tag = style === 'plain' && shortTag(node.tag) === undefined ? resolveScalar(value).tag : '!!str'
    const scalar = finish(createScalar(value, undefined, { tag, style }), node)
    // What a block holds is not the text that stands there.
    if (isBlock(node)) scalar.step = { ...stepOf(source, node), value }
    return scalar
  }

  const readBlock = (node: Scalar, parent: Node | undefined): string => {
    const indent = parent === undefined ? -1 : columnOf(document.text, spanOf(parent).start)
    const { value, tabAt } = readBlockScalar(document.text, spanOf(node).start, indent)
    if (tabAt === undefined) return value
    const message = 'a block of text is indented with a tab, which go-yaml refuses'
    throw new BuildError({ code: 'malformed-yaml', message, at: locate(tabAt, tabAt + 1) })
  }

  const readMapping = (node: YAMLMap): TreeNode => {
    const fields = node.items.map((pair): TreeField => {
      const key = isNode(pair.key) ? readKey(pair.key, node) : readNothing(node)
      // kyaml merges every mapping into itself, which is no change but for these keys.
      if (key.value === '<<' || (key.tag === '!!null' && key.value !== '')) needsExpansion = true
      const value = isNode(pair.value) ? readAny(pair.value, node) : readNothing(pair.key)
      return { key, value }
    })
    const mapping = finish(createMapping(undefined, fields), node)
    mapping.isFlow = node.flow === true
    return mapping
  }

  const readKey = (node: Node, parent: Node): Readonly<TreeNode> => {
    if (!isScalar(node) || node.type !== 'PLAIN' || node.tag !== undefined) return readAny(node, parent)
    const value = node.source ?? ''
    return resolveScalar(value).tag === '!!str' ? new PlainKey(value, node, source) : readAny(node, parent)
  }

  const readSequence = (node: YAMLSeq): TreeNode => {
    const items = node.items.map((item) => (isNode(item) ? readAny(item, node) : readNothing(node)))
    const sequence = finish(createSequence(undefined, items), node)
    sequence.isFlow = node.flow === true
    return sequence
  }

  const finish = (tree: TreeNode, node: Node): TreeNode => {
    tree.origin = node
    tree.source = source
    const written = shortTag(node.tag)
    if (written === undefined) return tree
    tree.tag = written
    tree.isTagged = true
    return tree
  }

  /** A null that is not written, right behind the key that has it. */
  const readNothing = (owner: unknown): TreeNode => {
    const { end } = isNode(owner) ? spanOf(owner) : { end: 0 }
    const step: Step = { cause, at: locate(end, end), value: '', before: undefined }
    return createScalar('', step, { tag: '!!null' })
  }

  return {
    read(node) {
      const known = roots.get(node)
      if (known !== undefined) return known
      const tree = readAny(node, undefined)
      roots.set(node, tree)
      return tree
    },
    targetOf: (tree) => targets.get(tree),
    linkAlias(copy, original) {
      const target = targets.get(original)
      if (target !== undefined) targets.set(copy, target)
    },
    needsExpansion: () => needsExpansion,
  }
}

const styles = new Map<string, ScalarStyle>([
  ['QUOTE_DOUBLE', 'double'],
  ['QUOTE_SINGLE', 'single'],
  ['BLOCK_LITERAL', 'literal'],
  ['BLOCK_FOLDED', 'folded'],
])

function isBlock({ type }: Scalar): boolean {
  return type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED'
}

/** The column at which a collection in block style begins. An anchor or a tag before its first key is a part of that. */
function columnOf(text: string, start: number): number {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  return before.replace(/(?:[&!]\S*[ \t]+)+$/, '').length
}

const standardTag = 'tag:yaml.org,2002:'

/** A written tag in go-yaml's short form. A mere `!` says nothing. */
function shortTag(tag: string | undefined): string | undefined {
  if (tag === undefined || tag === '!') return undefined
  return tag.startsWith(standardTag) ? `!!${tag.slice(standardTag.length)}` : tag
}
