import { BuildError } from '../../kustomize/build-error.ts'
import { decodeScalar } from '../../kustomize/tree/decode-scalar.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import { resolveOldScalar } from './resolve-old-scalar.ts'
import { UnreadableError } from './unreadable-error.ts'

/** Tags whose text must be of their type. */
const checkedTags = new Map([
  ['!!bool', 'boolean'],
  ['!!int', 'number'],
  ['!!float', 'number'],
  ['!!null', 'null'],
])

/**
 * The value of a scalar as go-yaml v2 decodes it: what is quoted or has a tag of its own is a text. Throws an
 * UnreadableError where a written tag does not fit.
 */
export function decodeOldScalar(node: TreeNode): string | number | bigint | boolean | null {
  const { value, tag, style, isTagged } = node
  if (!isTagged) return style === 'plain' ? resolveOldScalar(value) : value
  if (tag === '!!binary') return decodeBinary(node)
  const wanted = checkedTags.get(tag)
  if (wanted === undefined) return value
  const found = resolveOldScalar(value)
  const type = found === null ? 'null' : typeof found === 'bigint' ? 'number' : typeof found
  if (type !== wanted) throw new UnreadableError('a written tag does not fit its text')
  if (tag === '!!int' && typeof found === 'number' && !isWhole(value)) {
    throw new UnreadableError('a written tag does not fit its text')
  }
  return found
}

function decodeBinary(node: TreeNode): string {
  try {
    return String(decodeScalar(node))
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    throw new UnreadableError('a value tagged `!!binary` is not base64')
  }
}

function isWhole(text: string): boolean {
  return !/[.eE]/.test(text) || /^[-+]?0[xX]/.test(text)
}
