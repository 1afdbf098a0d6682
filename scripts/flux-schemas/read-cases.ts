import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMap, isScalar, isSeq, parse, parseDocument, stringify, type YAMLMap } from 'yaml'

/** An object for the validator, and the definition of its kind. */
export interface SchemaCase {
  readonly name: string
  /** The CustomResourceDefinition, as YAML or JSON. */
  readonly crd: string
  readonly object: string
}

/** The cases of fixtures/schemas/cases.yaml; the scalars of each object are written as they are there. */
export function readCases(root: string): readonly SchemaCase[] {
  const fixtures = join(root, 'fixtures/schemas')
  const cases = parseDocument(readFileSync(join(fixtures, 'cases.yaml'), 'utf8')).contents
  if (!isSeq<YAMLMap>(cases)) return []
  return cases.items.flatMap((group) => {
    const name = String(group.get('crd'))
    const crd = readDefinition(root, name)
    const definition = parse(crd).spec
    const type = `apiVersion: ${definition.group}/${definition.versions[0].name}, kind: ${definition.names.kind}`
    const list = (key: string, toObject: (node: unknown) => string): SchemaCase[] => {
      const entries = group.get(key)
      if (!isMap(entries)) return []
      return entries.items.map((entry) => {
        const title = isScalar(entry.key) ? String(entry.key.value) : ''
        return { name: `${name}: ${title}`, crd, object: `{ ${type}, ${toObject(entry.value)} }` }
      })
    }
    return [
      ...list('specs', (node) => `metadata: { name: x }, spec: ${print(node)}`),
      ...list('objects', (node) => print(node).slice(1, -1)),
    ]
  })
}

function readDefinition(root: string, name: string): string {
  const isBuiltIn = name.includes('_v')
  const path = isBuiltIn ? `schemas/flux/${name}.json` : `fixtures/schemas/crds/${name}.yaml`
  const text = readFileSync(join(root, path), 'utf8')
  if (!isBuiltIn) return text
  const { group, version, kind, plural, scope, schema } = JSON.parse(text)
  const versions = [{ name: version, served: true, storage: true, schema: { openAPIV3Schema: schema } }]
  const spec = { group, scope, names: { kind, plural }, versions }
  return JSON.stringify({ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', spec })
}

function print(node: unknown): string {
  return stringify(node, { lineWidth: 0 }).trim()
}
