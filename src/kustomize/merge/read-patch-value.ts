import { resolveScalar } from '../../yaml/resolve-scalar.ts'
import { BuildError } from '../build-error.ts'
import { copyNode } from '../tree/copy-node.ts'
import { copyShallow } from '../tree/copy-shallow.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import { isYaml11NonString } from '../tree/is-yaml11-non-string.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { writeJsonScalar } from './write-json-scalar.ts'

/**
 * A copy of a value in a JSON patch, typed as sigs.k8s.io/yaml reads it: by YAML 1.1, in which `yes` is true and a date a
 * text. JSON means the same here. Of a repeated key the last counts.
 */
export function readPatchValue(node: TreeNode): TreeNode {
  const value = copyNode(node)
  convert(value)
  return value
}

function convert(node: TreeNode): void {
  if (node.kind === 'scalar') {
    const value = decode(node)
    if (typeof value === 'number' && !Number.isFinite(value)) throw explainValue(node)
    writeJsonScalar(node, value)
    return
  }
  node.tag = node.kind === 'mapping' ? '!!map' : '!!seq'
  node.isTagged = false
  for (const item of node.items) convert(item)
  const fields = node.fields.map(({ key, value }) => {
    const name = key.kind === 'scalar' ? decode(key) : null
    if (name === null) throw explainValue(key)
    const written = copyShallow(key)
    writeJsonScalar(written, String(name))
    convert(value)
    return { key: written, value }
  })
  node.fields = fields.filter(
    ({ key }, index) => !fields.slice(index + 1).some((later) => later.key.value === key.value),
  )
}

function decode(node: TreeNode): string | number | bigint | boolean | null {
  // Nothing between brackets is null here, whatever it is printed as.
  if (!node.isTagged && isNullNode(node)) return null
  const isText = node.isTagged ? !/^!!(?:int|float|bool|null)$/.test(node.tag) : node.style !== 'plain'
  if (isText) return node.tag === '!!binary' ? Buffer.from(node.value, 'base64').toString() : node.value
  const { tag, value } = resolveScalar(node.value)
  if (tag === '!!timestamp' || tag === '!!merge') return node.value
  if (tag === '!!str' && isYaml11NonString(node.value)) return /^(?:y|on)/i.test(node.value)
  return value
}

function explainValue(node: TreeNode): BuildError {
  return new BuildError({
    code: 'json-patch-unreadable',
    message: 'this value of a JSON patch cannot be written as JSON',
    at: node.step?.at,
  })
}
