import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { createMapping, createSequence } from '../../kustomize/tree/create-node.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { JsonValue } from '../../yaml/json-value.ts'
import { evaluateTemplate } from './evaluate-template.ts'
import type { LocatedUse } from './located-use.ts'
import { printScalar } from './print-scalar.ts'
import type { SimpleObject, SimplePart, SimpleText } from './read-simple-object.ts'
import { renewId } from './renew-id.ts'
import { resolveOldScalar } from './resolve-old-scalar.ts'
import { type Retyped, typeOfValue } from './retyped.ts'
import type { SubstitutedObject } from './substituted-object.ts'
import type { Variables } from './variables.ts'

/**
 * What may be put anywhere into a text, quoted or not, without changing where it ends: words with single spaces between
 * them, none of which could be a comment, a key or an indicator.
 */
const harmless = /^[A-Za-z0-9_./](?:[\w./+@=,;?&%~*()!-]|:(?=[\w./+@=-]))*(?: (?:[\w./+@=,;-]|:(?=[\w./+@=-]))+)*$/

/**
 * Does what substitutePrinted does, with the same result, for an object and values that leave the structure of the printed
 * text as it is; undefined where it is not sure that they do. All that does not change is shared with the given object.
 */
export function substituteSimply(
  object: BuiltObject,
  { texts, part }: SimpleObject,
  variables: Variables,
  isStrict: boolean,
): SubstitutedObject | undefined {
  const uses: LocatedUse[] = []
  const retyped: Retyped[] = []
  const changed = new Map<SimpleText, Renewed>()
  for (const text of texts) {
    const filled = fill(text, variables, isStrict)
    if (filled === undefined) return undefined
    uses.push(...filled.uses)
    if (filled.text === text.text) continue
    const scalar = readAgain(text, filled)
    if (scalar === undefined) return undefined
    changed.set(text, scalar)
    const to = typeOfValue(scalar.value)
    if (to !== 'text') retyped.push({ path: text.path, from: 'text', to, uses: filled.uses })
  }
  if (part === undefined || changed.size === 0) return { object, uses, retyped, problems: [] }
  const { value, node: root } = renew(part, changed)
  return { object: { id: renewId(object.id, root), root, value }, uses, retyped, problems: [] }
}

/** A part of an object as it is after substitution. */
interface Renewed {
  readonly value: JsonValue
  readonly node: TreeNode
}

interface Filled {
  readonly text: string
  readonly uses: readonly LocatedUse[]
  /** The last one whose value is in the text. */
  readonly deciding: LocatedUse | undefined
}

function fill({ text, path, expressions }: SimpleText, variables: Variables, isStrict: boolean): Filled | undefined {
  const uses: LocatedUse[] = []
  let deciding: LocatedUse | undefined
  let filled = ''
  let next = 0
  for (const { start, end, at } of expressions) {
    const evaluated = evaluateTemplate(text.slice(start, end), variables, isStrict)
    const [use] = evaluated.uses
    if (use === undefined || evaluated.problems.length > 0) return undefined
    const { name, operator, outcome } = use
    const located = { name, operator, outcome, variable: variables.known.get(name), path, isKey: false, at }
    uses.push(located)
    if (outcome !== 'unseen') {
      if (!harmless.test(evaluated.text)) return undefined
      deciding = located
    }
    filled += text.slice(next, start) + evaluated.text
    next = end
  }
  return { text: filled + text.slice(next), uses, deciding }
}

/** The scalar as it is read again; undefined for what JSON cannot hold. */
function readAgain({ isPlain, node }: SimpleText, { text, deciding }: Filled): Renewed | undefined {
  const found = isPlain ? resolveOldScalar(text) : text
  // JSON's numbers are floats in Go; there is no negative zero in the YAML that is printed in the end.
  const value = typeof found === 'bigint' || found === 0 ? Number(found) + 0 : found
  if (typeof value === 'number' && !Number.isFinite(value)) return undefined
  const written = String(value)
  const at = deciding?.outcome === 'value' ? (deciding.variable?.at ?? deciding.at) : deciding?.at
  return {
    value,
    node: printScalar(value, written, { cause: 'substitution', at, value: written, before: node.step }),
  }
}

function renew({ node, value, text, children }: SimplePart, changed: ReadonlyMap<SimpleText, Renewed>): Renewed {
  if (text !== undefined) return changed.get(text) ?? { value, node }
  if (Array.isArray(value)) {
    const items = [...node.items]
    const values: JsonValue[] = [...value]
    for (const { index, part } of children) {
      const renewed = renew(part, changed)
      items[index] = renewed.node
      values[index] = renewed.value
    }
    return { value: values, node: withRemoved(createSequence(node.step, items), node) }
  }
  const fields = [...node.fields]
  const object = new Map(value instanceof Map ? value : [])
  for (const { index, part } of children) {
    const key = fields[index]?.key
    if (key === undefined) continue
    const renewed = renew(part, changed)
    fields[index] = { key, value: renewed.node }
    object.set(key.value, renewed.value)
  }
  return { value: object, node: withRemoved(createMapping(node.step, fields), node) }
}

function withRemoved(node: TreeNode, { removed }: TreeNode): TreeNode {
  if (removed !== undefined) node.removed = new Map(removed)
  return node
}
