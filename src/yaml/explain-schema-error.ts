import type { ErrorObject } from 'ajv'
import { isMap, isScalar, isSeq, type Node } from 'yaml'
import { nearestMatch } from '../source/nearest-match.ts'
import { entriesOf } from './entries-of.ts'
import { nodeAt } from './node-at.ts'
import { stepsOf } from './steps-of.ts'
import { typeNames } from './type-names.ts'
import type { YamlDocument } from './yaml-document.ts'

interface Explained {
  readonly message: string
  readonly node: Node | undefined
}

/**
 * Turns ajv's errors into sentences at the nodes they are about, one for each node: what was found, what was
 * expected, and the nearest match.
 */
export function explainSchemaError(errors: readonly ErrorObject[], document: YamlDocument): readonly Explained[] {
  const byNode = new Map<Node | undefined, { readonly explained: Explained; readonly rank: number }>()
  for (const error of errors) {
    if (isExplainedBetter(error, errors)) continue
    const rank = ranks.indexOf(error.keyword)
    if (error.keyword === 'anyOf' || error.keyword === 'oneOf' || error.keyword === 'if') continue
    const explained = explain(error, document)
    const before = byNode.get(explained.node)
    if (before === undefined || before.rank < rank) byNode.set(explained.node, { explained, rank })
  }
  return [...byNode.values()]
    .map(({ explained }) => explained)
    .sort((a, b) => (a.node?.range?.[0] ?? 0) - (b.node?.range?.[0] ?? 0))
}

/** Whether another error says more of the same mistake: one further in, or the misspelt key behind a missing one. */
function isExplainedBetter(error: ErrorObject, errors: readonly ErrorObject[]): boolean {
  if (error.keyword === 'enum' || error.keyword === 'type') {
    return errors.some(
      ({ instancePath, keyword }) =>
        instancePath.startsWith(`${error.instancePath}/`) ||
        (instancePath === error.instancePath && keyword === 'additionalProperties'),
    )
  }
  if (error.keyword !== 'required') return false
  const missing = String(error.params.missingProperty)
  return errors.some(
    (other) =>
      other.instancePath === error.instancePath &&
      other.keyword === 'additionalProperties' &&
      nearestMatch(String(other.params.additionalProperty), [missing]) !== undefined,
  )
}

/** Where alternatives all fail at one node, the last of these says most. */
const ranks = ['type', 'required', 'additionalProperties', 'pattern', 'enum']

function explain(error: ErrorObject, document: YamlDocument): Explained {
  const path = stepsOf(error.instancePath)
  const node = path.reduce<Node | undefined>(
    (parent, step) => nodeAt(document, parent, [isSeq(parent) ? Number(step) : step]),
    document.root,
  )
  const name = path.length === 0 ? 'the file' : `\`${path.join('.')}\``
  const found = `; found ${describe(node)}`
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(error.params.additionalProperty)
      const known = Object.keys((error.parentSchema?.properties as object | undefined) ?? {})
      const near = nearestMatch(key, known)
      const hint = near === undefined ? `; known are ${known.join(', ')}` : `; did you mean \`${near}\`?`
      const keyNode = entriesOf(document, node).find((entry) => entry.key === key)?.keyNode
      return { message: `unknown setting \`${key}\`${known.length > 0 ? hint : ''}`, node: keyNode ?? node }
    }
    case 'enum':
      return {
        message: `${name} must be one of ${(error.params.allowedValues as readonly string[]).join(', ')}${found}`,
        node,
      }
    case 'required':
      return { message: `${name} lacks \`${String(error.params.missingProperty)}\``, node }
    case 'type': {
      const wanted = String(error.params.type)
      return { message: `${name} must be ${typeNames[wanted] ?? wanted}${found}`, node }
    }
    case 'pattern': {
      const examples = (error.parentSchema?.examples as readonly string[] | undefined) ?? [String(error.params.pattern)]
      return { message: `${name} must look like ${examples.join(' or ')}${found}`, node }
    }
    default:
      return { message: `${name} ${error.message ?? 'is not allowed here'}`, node }
  }
}

function describe(node: Node | undefined): string {
  if (isMap(node)) return 'a map'
  if (isSeq(node)) return 'a list'
  return isScalar(node) && node.value !== '' ? `\`${String(node.value)}\`` : 'nothing'
}
