/** What a structural schema needs to tell right from wrong, without descriptions; `status` is cut off at the root. */
export function compactSchema(schema: unknown, isRoot = false): unknown {
  if (!isRecord(schema)) return schema
  const kept: Record<string, unknown> = {}
  for (const [keyword, value] of Object.entries(schema)) {
    if (dropped.has(keyword)) continue
    if (keyword === 'properties' && isRecord(value)) kept.properties = compactAll(value, isRoot)
    else if (nested.has(keyword)) kept[keyword] = compactSchema(value)
    else if (Array.isArray(value) && lists.has(keyword)) kept[keyword] = value.map((item) => compactSchema(item))
    else kept[keyword] = value
  }
  return kept
}

/** How many rules in CEL a schema has, with all below it. */
export function countRules(schema: unknown): number {
  if (Array.isArray(schema)) return schema.reduce((sum: number, item) => sum + countRules(item), 0)
  if (!isRecord(schema)) return 0
  const rules = schema['x-kubernetes-validations']
  const own = Array.isArray(rules) ? rules.length : 0
  return Object.values(schema).reduce((sum: number, value) => sum + countRules(value), own)
}

const dropped = new Set([
  'description',
  'title',
  'example',
  'externalDocs',
  'x-kubernetes-validations',
  'x-kubernetes-map-type',
])
const nested = new Set(['items', 'additionalProperties', 'not'])
const lists = new Set(['allOf', 'anyOf', 'oneOf'])

function compactAll(properties: Record<string, unknown>, isRoot: boolean): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const [name, property] of Object.entries(properties)) {
    const isStatus = isRoot && name === 'status'
    kept[name] = isStatus ? { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } : compactSchema(property)
  }
  return kept
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
