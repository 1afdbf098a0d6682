import { isAlias, isNode, type Node, visit } from 'yaml'
import { parseYaml } from '../../yaml/parse-yaml.ts'
import type { Interner } from './interner.ts'
import type { MergeNode } from './merge-node.ts'
import { objectId } from './object-id.ts'
import { readTree } from './read-tree.ts'
import { type DocumentPart, splitDocuments } from './split-documents.ts'

/** A document of a file with its part of the text. */
export interface FileDocument {
  readonly part: DocumentPart
  readonly root: MergeNode
  /** With aliases and merge keys resolved; the root itself in files without. Throws a RangeError on an alias bomb. */
  readonly expand: () => MergeNode
}

/** A file as the merge sees it; documents by what their object is called, else by their place among the others. */
export interface MergeFile {
  readonly text: string
  readonly documents: ReadonlyMap<string, FileDocument>
  readonly hasAliases: boolean
}

/** Reads a file. Undefined where it is no valid YAML, or has what the merge cannot take apart. */
export function readFile(text: string, intern: Interner): MergeFile | undefined {
  const parts = splitDocuments(text)
  const parsed = parseYaml(text)
  if (parts === undefined || parsed.some(({ problems }) => problems.length > 0)) return undefined
  const hasAliases = text.includes('*') && parsed.some(({ root }) => usesAliases(root))
  const documents = new Map<string, FileDocument>()
  let at = 0
  for (const document of parsed) {
    const { root } = document
    if (root === undefined) continue
    const start = root.range?.[0] ?? 0
    while (at < parts.length - 1 && start >= (parts[at]?.end ?? 0)) at += 1
    const part = parts[at]
    if (part === undefined) return undefined
    const tree = readTree(document, root, intern)
    const expand = (): MergeNode => (hasAliases ? readTree(document, root, intern, true) : tree)
    documents.set(freeName(documents, objectId(tree)), { part, root: tree, expand })
  }
  return { text, documents, hasAliases }
}

function freeName(documents: ReadonlyMap<string, unknown>, id: string | undefined): string {
  const name = id ?? 'document'
  for (let count = 1; ; count += 1) {
    const numbered = count === 1 ? name : `${name} #${count}`
    if (!documents.has(numbered)) return numbered
  }
}

function usesAliases(root: Node | undefined): boolean {
  let found = false
  if (isNode(root)) {
    visit(root, (_, node) => {
      found ||= isAlias(node)
      return found ? visit.BREAK : undefined
    })
  }
  return found
}
