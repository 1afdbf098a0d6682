import type { ErrorObject } from 'ajv'
import type { Node } from 'yaml'
import { nearestMatch } from '../source/nearest-match.ts'
import { entriesOf } from './entries-of.ts'
import { nodeAt } from './node-at.ts'
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
  const byNode = new Map<Node | undefined, Explained>()
  for (const error of errors) {
    if (error.keyword === 'anyOf' || error.keyword === 'oneOf' || error.keyword === 'if') continue
    const explained = explain(error, document)
    if (!byNode.has(explained.node)) byNode.set(explained.node, explained)
  }
  return [...byNode.values()]
}

function explain(error: ErrorObject, document: YamlDocument): Explained {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step))
  const node = nodeAt(document, document.root, path)
  const name = path.length === 0 ? 'the file' : `\`${path.join('.')}\``
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(error.params.additionalProperty)
      const known = Object.keys((error.parentSchema?.properties as object | undefined) ?? {})
      const near = nearestMatch(key, known)
      const hint = near === undefined ? `; known are ${known.join(', ')}` : `; did you mean \`${near}\`?`
      const keyNode = entriesOf(document, node).find((entry) => entry.key === key)?.keyNode
      return { message: `unknown setting \`${key}\`${known.length > 0 ? hint : ''}`, node: keyNode ?? node }
    }
    case 'enum': {
      const allowed = (error.params.allowedValues as readonly string[]).join(', ')
      return { message: `${name} must be one of ${allowed}`, node }
    }
    case 'required':
      return { message: `${name} lacks \`${String(error.params.missingProperty)}\``, node }
    case 'type':
      return {
        message: `${name} must be ${typeNames[String(error.params.type)] ?? String(error.params.type)}`,
        node,
      }
    case 'pattern':
      return { message: `${name} must look like ${String(error.params.pattern)}`, node }
    default:
      return { message: `${name} ${error.message ?? 'is not allowed here'}`, node }
  }
}

const typeNames: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a map',
  string: 'a text',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
}
