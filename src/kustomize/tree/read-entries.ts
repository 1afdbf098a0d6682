import { BuildError } from '../build-error.ts'
import { decodeScalar } from './decode-scalar.ts'
import type { TreeNode } from './tree-node.ts'

/** A key of a mapping as Go decodes it into a map of texts. */
export interface TextEntry {
  readonly key: string
  readonly keyNode: TreeNode
  readonly value: TreeNode
}

/**
 * The entries of a mapping as go-yaml v3 decodes it into a map of texts, for JSON: keys of the outermost mapping may be
 * of any type, all others must be texts. `reread` gives a key as it is when it is decoded.
 * Throws a BuildError `duplicate-key` or `not-json`.
 */
export function readEntries(
  mapping: TreeNode,
  isOutermost: boolean,
  reread: (key: TreeNode) => TreeNode,
): readonly TextEntry[] {
  const entries: TextEntry[] = []
  const seen = new Set<string>()
  let merged: TreeNode | undefined
  for (const field of mapping.fields) {
    const keyNode = field.key.kind === 'scalar' ? reread(field.key) : field.key
    // Nothing else holds a NUL.
    const id = keyNode.kind === 'scalar' ? keyNode.value : `\0${keyNode.kind}`
    if (seen.has(id)) throw duplicateKey(keyNode)
    seen.add(id)
    if (isMergeKey(keyNode)) merged = field.value
    else {
      const key = readKey(keyNode, isOutermost)
      if (key !== undefined) entries.push({ key, keyNode, value: field.value })
    }
  }
  if (merged !== undefined) mergeEntries(entries, merged, reread)
  return entries
}

function duplicateKey({ value, kind, step }: TreeNode): BuildError {
  const message = kind === 'scalar' ? `the key \`${value}\` is there twice` : 'two keys of a mapping are no texts'
  return new BuildError({ code: 'duplicate-key', message, at: step?.at })
}

function isMergeKey({ kind, tag, value }: TreeNode): boolean {
  return kind === 'scalar' && value === '<<' && (tag === '!!merge' || tag === '')
}

function readKey(node: TreeNode, isOutermost: boolean): string | undefined {
  if (node.kind !== 'scalar') throw notText(node, 'a collection')
  if (node.tag === '!!str' || node.tag === '!!merge' || (node.tag === '' && node.style !== 'plain')) return node.value
  // Decoded for the sake of its errors.
  const value = decodeScalar(node)
  if (typeof value === 'string' && node.tag === '') return value
  if (!isOutermost) throw notText(node, `\`${node.tag}\``)
  if (value === null) return undefined
  return node.tag === '!!binary' ? String(value) : node.value
}

function notText(node: TreeNode, found: string): BuildError {
  const name = node.kind === 'scalar' ? `the key \`${node.value}\`` : 'a key'
  return new BuildError({
    code: 'not-json',
    message: `${name} must be a text; found ${found}, which kustomize cannot write as JSON`,
    help: node.kind === 'scalar' ? 'Put it in quotes.' : undefined,
    at: node.step?.at,
  })
}

/** Adds what a merge key left in the tree brings, of which the first wins. */
function mergeEntries(entries: TextEntry[], value: TreeNode, reread: (key: TreeNode) => TreeNode): void {
  const keys = new Set(entries.map(({ key }) => key))
  for (const source of value.kind === 'sequence' ? value.items : [value]) {
    if (source.kind !== 'mapping') {
      const message = '`<<` needs a map or a list of maps'
      throw new BuildError({ code: 'malformed-yaml', message, at: source.step?.at })
    }
    for (const entry of readEntries(source, true, reread)) {
      if (!keys.has(entry.key)) entries.push(entry)
      keys.add(entry.key)
    }
  }
}
