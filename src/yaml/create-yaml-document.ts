import { type Alias, isAlias, isCollection, isPair, type Node } from 'yaml'
import type { YamlDocument } from './yaml-document.ts'

/** A document of a text, from its nodes. A root that is nothing, or an empty plain scalar, is none. */
export function createYamlDocument(
  text: string,
  { index, root, problems }: Pick<YamlDocument, 'index' | 'root' | 'problems'>,
): YamlDocument {
  let targets: Map<Alias, Node> | undefined
  return {
    index,
    text,
    root: isEmptyRoot(root) ? undefined : root,
    problems,
    resolveAlias(alias) {
      targets ??= indexAliases(root)
      return targets.get(alias)
    },
  }
}

function isEmptyRoot(root: Node | undefined): boolean {
  return root === undefined || ('source' in root && root.source === '' && !('type' in root && isQuoted(root.type)))
}

function isQuoted(type: unknown): boolean {
  return type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE'
}

/** One walk in document order; the library's own `alias.resolve` walks the document once per alias. */
function indexAliases(root: Node | undefined): Map<Alias, Node> {
  const anchors = new Map<string, Node>()
  const targets = new Map<Alias, Node>()
  const walk = (node: unknown): void => {
    if (isPair(node)) {
      walk(node.key)
      walk(node.value)
    } else if (isAlias(node)) {
      const target = anchors.get(node.source)
      if (target !== undefined) targets.set(node, target)
    } else if (typeof node === 'object' && node !== null) {
      const anchor = (node as { anchor?: string }).anchor
      if (anchor !== undefined) anchors.set(anchor, node as Node)
      if (isCollection(node)) for (const item of node.items) walk(item)
    }
  }
  walk(root)
  return targets
}
