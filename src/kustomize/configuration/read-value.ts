import { formatNumber } from '../../yaml/emit/format-number.ts'
import { resolveScalar } from '../../yaml/resolve-scalar.ts'
import { BuildError } from '../build-error.ts'
import { getField } from '../tree/get-field.ts'
import { getFieldIgnoringCase } from '../tree/get-field-ignoring-case.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { formatPlainValue } from './format-plain-value.ts'
import { type PlainValue, resolvePlainText } from './resolve-plain-text.ts'

/**
 * Where a value is decoded from, as each place has its own rules:
 * - `kustomization`: a kustomization file; YAML 1.1 decides the types, and a text must be a text.
 * - `configuration`: a file under `configurations`; the same, but numbers and booleans become texts where one is wanted,
 *   and unknown fields are refused.
 * - `plugin`: an object that configures a transformer; numbers and booleans become texts too, but YAML 1.2 decides.
 * - `affix-plugin`: the same for a prefix or suffix, which upstream decodes with go-yaml v3: letter case matters in the
 *   names of fields, and texts such as `yes` are booleans where one is wanted.
 */
export type Origin = 'kustomization' | 'configuration' | 'plugin' | 'affix-plugin'

/** The value of a field, by the rules of the origin. */
export function readField(map: TreeNode | undefined, name: string, origin: Origin): TreeNode | undefined {
  return origin === 'affix-plugin' ? getField(map, name) : getFieldIgnoringCase(map, name)
}

/**
 * A text; empty for what is missing or null. Throws a BuildError for anything that upstream does not take for one; with
 * `isStrict` it takes nothing but texts.
 */
export function readText(node: TreeNode | undefined, field: string, origin: Origin, isStrict = false): string {
  if (node === undefined) return ''
  const value = resolve(node, field, 'a text', origin)
  if (value.is === 'null') return ''
  if (value.is === 'text') return node.value
  if (value.is === 'timestamp') return value.text
  if (origin === 'kustomization' || isStrict) throw wrongType(node, field, 'a text', 'Put it in quotes.')
  if (value.is === 'float' && origin === 'affix-plugin') return formatNumber(value.value)
  if (value.is === 'float' && origin === 'plugin' && Number.isSafeInteger(value.value)) return String(value.value)
  return formatPlainValue(value) ?? ''
}

/** A boolean; false for what is missing or null. */
export function readFlag(node: TreeNode | undefined, field: string, origin: Origin): boolean {
  if (node === undefined) return false
  const value = resolve(node, field, '`true` or `false`', origin)
  if (value.is === 'null') return false
  if (origin === 'affix-plugin' && value.is === 'text') {
    const word = resolvePlainText(node.value)
    if (word.is === 'boolean' && !/^(?:true|false)$/i.test(node.value)) return word.value
  }
  if (value.is !== 'boolean') throw wrongType(node, field, '`true` or `false`')
  return value.value
}

/** A whole number of 64 bits; 0 for what is missing or null. */
export function readInteger(node: TreeNode | undefined, field: string, origin: Origin): bigint {
  if (node === undefined) return 0n
  const value = resolve(node, field, 'a whole number', origin)
  if (value.is === 'null') return 0n
  const number =
    value.is === 'integer'
      ? value.value
      : value.is === 'float' && Number.isInteger(value.value) && Math.abs(value.value) < 1e21
        ? BigInt(value.value)
        : undefined
  if (number === undefined || BigInt.asIntN(64, number) !== number) throw wrongType(node, field, 'a whole number')
  return number
}

/** The key of a map of texts. */
export function readKey(key: TreeNode, field: string, origin: Origin): string {
  const value = resolve(key, `a key of ${field}`, 'a text', origin)
  if (value.is === 'null') throw wrongType(key, `a key of ${field}`, 'a text')
  if (value.is === 'text' || value.is === 'timestamp') return key.value
  return formatPlainValue(value) ?? ''
}

/** The items of a list; undefined for what is missing or null. */
export function readList(node: TreeNode | undefined, field: string): readonly TreeNode[] | undefined {
  if (node === undefined || isNullNode(node)) return undefined
  if (node.kind !== 'sequence') throw wrongType(node, field, 'a list')
  return node.items
}

/** A map, to read its fields from; undefined for what is missing or null. */
export function readMap(node: TreeNode | undefined, field: string): TreeNode | undefined {
  if (node === undefined || isNullNode(node)) return undefined
  if (node.kind !== 'mapping') throw wrongType(node, field, 'a map')
  return node
}

function resolve(node: TreeNode, field: string, wanted: string, origin: Origin): PlainValue {
  if (node.kind !== 'scalar') throw wrongType(node, field, wanted)
  const isPlain = node.style === 'plain' && !node.isTagged
  if (origin === 'plugin' || origin === 'affix-plugin') {
    return node.tag === '!!str' || (node.tag === '' && !isPlain) ? { is: 'text' } : resolveNew(node)
  }
  return !isPlain && (node.tag === '!!str' || node.tag === '') ? { is: 'text' } : resolvePlainText(node.value)
}

/** The same by YAML 1.2, in which `yes` is a text and a date a point in time. */
function resolveNew(node: TreeNode): PlainValue {
  const { tag, value } = resolveScalar(node.value)
  if (value === null) return { is: 'null' }
  if (typeof value === 'boolean') return { is: 'boolean', value }
  if (tag === '!!timestamp') return { is: 'timestamp', text: String(value) }
  if (tag === '!!int') return { is: 'integer', value: BigInt(value) }
  return typeof value === 'number' ? { is: 'float', value } : { is: 'text' }
}

function wrongType(node: TreeNode, field: string, wanted: string, help?: string): BuildError {
  const what = field.startsWith('a key') ? field : `\`${field}\``
  return new BuildError({
    code: 'configuration-invalid',
    message: `${what} must be ${wanted}, but is ${describe(node)}`,
    help,
    at: node.step?.at,
  })
}

function describe(node: TreeNode): string {
  if (node.kind !== 'scalar') return node.kind === 'mapping' ? 'a map' : 'a list'
  if (isNullNode(node)) return 'null'
  const { is } = resolvePlainText(node.style === 'plain' ? node.value : 'text')
  if (is === 'integer' || is === 'float') return 'a number'
  return is === 'boolean' ? 'a boolean' : 'a text'
}
