import { createValidator, type ObjectValidator } from './compile-object-schema.ts'
import type { CustomResourceDefinition } from './custom-resource-definition.ts'
import { builtInSchemaTexts } from './generated/built-in-schemas.ts'

/** What Flux 2.9.4 and the Flux Operator 0.59.0 know of a kind in one version. */
export interface BuiltInSchema {
  readonly plural: string
  readonly scope: CustomResourceDefinition['scope']
  readonly isDeprecated: boolean
  readonly validator: ObjectValidator
}

/** `apiVersion kind` of all built-in schemas: every version that is served. */
export function listBuiltInTypes(): readonly string[] {
  return [...builtInSchemaTexts.keys()]
}

/** The built-in schema of a kind of Flux; undefined for others and for versions that are not served any more. */
export function findBuiltInSchema(apiVersion: string, kind: string): BuiltInSchema | undefined {
  const type = `${apiVersion} ${kind}`
  const known = found.get(type)
  if (known !== undefined) return known
  const text = builtInSchemaTexts.get(type)
  if (text === undefined) return undefined
  const schema = readBuiltIn(JSON.parse(text))
  found.set(type, schema)
  return schema
}

const found = new Map<string, BuiltInSchema>()

interface Written {
  readonly plural: string
  readonly scope: string
  readonly deprecated?: boolean
  readonly rules: number
  readonly schema: unknown
}

function readBuiltIn({ plural, scope, deprecated, rules, schema }: Written): BuiltInSchema {
  const validator = { ...createValidator(schema, { hasStatusSubresource: true }), ruleCount: rules }
  return { plural, scope: scope === 'Cluster' ? 'Cluster' : 'Namespaced', isDeprecated: deprecated === true, validator }
}
