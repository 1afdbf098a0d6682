const operatorKinds = ['FluxInstance', 'ResourceSet', 'ResourceSetInputProvider']

/** The lists of objects in which the Flux Operator admits its own kinds. */
const lists = new Map([
  ['Alert', 'eventSources'],
  ['Receiver', 'resources'],
])

/** The schema of a kind as the Flux Operator installs it. */
export function admitOperatorKinds(kind: string, schema: unknown): unknown {
  const list = lists.get(kind)
  if (list === undefined) return schema
  const path = ['properties', 'spec', 'properties', list, 'items', 'properties', 'kind', 'enum']
  const changed: unknown = structuredClone(schema)
  const kinds = path.reduce<unknown>(
    (node, key) => (typeof node === 'object' && node ? Reflect.get(node, key) : node),
    changed,
  )
  if (!Array.isArray(kinds)) throw new Error(`${kind} has no list of kinds at ${path.join('.')}`)
  kinds.push(...operatorKinds)
  return changed
}
