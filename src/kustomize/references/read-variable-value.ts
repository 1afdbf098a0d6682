import type { Location } from '../../source/location.ts'
import { formatFloat } from '../../yaml/format-float.ts'
import { BuildError } from '../build-error.ts'
import type { Resource } from '../resource/resource.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import type { VariableValue } from './expand-variables.ts'
import { explainMissingField } from './explain-missing-field.ts'
import { locateNewestStep } from './locate-newest-step.ts'
import { lookUp } from './look-up.ts'
import { splitFieldPath } from './split-field-path.ts'
import { typeOf } from './type-of.ts'
import type { Variable } from './variable.ts'

/** The value of a variable and where it is written. */
export interface FoundValue {
  readonly variable: Variable
  /** Undefined for a map or list, which cannot be written into a text. */
  readonly value: VariableValue | undefined
  readonly at: Location | undefined
}

/** Reads the field that a variable names (kyaml's GetFieldValue). A field that is missing is a BuildError. */
export function readVariableValue({ root }: Resource, variable: Variable): FoundValue {
  const { field, name } = variable
  const parts = splitFieldPath(field.text).flatMap(splitIndex)
  const node = lookUp(root, parts, field)
  if (node === undefined) {
    throw new BuildError({
      code: 'variable-without-field',
      message: `the variable \`${name}\` takes its value from \`${field.text}\`, which ${explainMissingField(root, parts)}`,
      at: field.at,
    })
  }
  return { variable, value: read(node, variable), at: locateNewestStep(node) }
}

/** `ports[0]` is the item 0 of `ports`. */
function splitIndex(part: string): readonly string[] {
  const [, key, index] = /^(.*)\[(\d+)\]$/.exec(part) ?? []
  if (key === undefined || index === undefined) return [part]
  return key === '' ? [index] : [key, index]
}

/** Without a tag the text counts as it is. */
function read(node: TreeNode, variable: Variable): VariableValue | undefined {
  if (node.kind !== 'scalar') return undefined
  const { tag, value } = node
  if (tag === '!!int') {
    const whole = /^[-+]?\d{1,100}$/.test(value) ? BigInt(value.replace(/^\+/, '')) : undefined
    if (whole === undefined || whole >= 2n ** 63n || whole < -(2n ** 63n)) throw unreadable(node, variable)
    return { tag, text: String(whole), inner: String(whole) }
  }
  if (tag === '!!float') {
    const float = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(value) ? Number(value) : undefined
    if (float === undefined || !Number.isFinite(float)) throw unreadable(node, variable)
    return { tag, text: formatFloat(float, { form: 'f' }), inner: formatFloat(float) }
  }
  if (tag === '!!bool') {
    const text = value.toLowerCase()
    if (text !== 'true' && text !== 'false') throw unreadable(node, variable)
    return { tag, text, inner: text }
  }
  return { tag: '!!str', text: value, inner: value }
}

function unreadable(node: TreeNode, { name, field }: Variable): BuildError {
  return new BuildError({
    code: 'variable-value-unreadable',
    message: `the variable \`${name}\` takes its value from \`${field.text}\`, whose ${typeOf(node).slice(2)} kustomize cannot read`,
    help: 'Write it as plain decimal digits, or as a text in quotes.',
    at: locateNewestStep(node) ?? field.at,
  })
}
