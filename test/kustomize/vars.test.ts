import { expect, test } from 'vitest'
import { BuildError } from '../../src/kustomize/build-error.ts'
import { expandVariables, type VariableValue } from '../../src/kustomize/references/expand-variables.ts'
import { mergeVariables } from '../../src/kustomize/references/merge-variables.ts'
import { readVariables } from '../../src/kustomize/references/read-variables.ts'
import { resolveVariables } from '../../src/kustomize/references/resolve-variables.ts'
import type { Variable } from '../../src/kustomize/references/variable.ts'
import { chainOf } from '../../src/kustomize/tree/chain-of.ts'
import { getNode } from '../../src/kustomize/tree/get-node.ts'
import { formatFloat } from '../../src/yaml/format-float.ts'
import { readResources, readTree, toData } from './read-objects-in-text.ts'

const values = new Map<string, VariableValue>([
  ['A', { tag: '!!str', text: 'text', inner: 'text' }],
  ['N', { tag: '!!int', text: '5', inner: '5' }],
])

test.each([
  ['$(A)', '!!str', 'text'],
  ['$(N)', '!!int', '5'],
  ['$(N) $(A)', '!!str', '5 text'],
  ['$$(A)', '!!str', '$(A)'],
  ['$(B)', '!!str', '$(B)'],
  ['$(A', '!!str', '$(A'],
  ['$A', '!!str', '$A'],
  ['a$', '!!str', 'a$'],
  ['$()', '!!str', '$()'],
  ['$é', '!!str', 'JMODqQ=='],
  ['é$(A)', '!!str', 'étext'],
])('`%s` becomes %s `%s`', (input, tag, text) => {
  expect(expandVariables(input, (name) => values.get(name))).toMatchObject({ tag, text })
})

test.each([
  [1234567.5, '1234567.5', '1.2345675e+06'],
  [0.00001, '0.00001', '1e-05'],
  [1e21, '1000000000000000000000', '1e+21'],
  [-0.5, '-0.5', '-0.5'],
  [100, '100', '100'],
])('Go writes %d as `%s` and `%s`', (value, full, short) => {
  expect([formatFloat(value, { form: 'f' }), formatFloat(value)]).toEqual([full, short])
})

const objects = `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { ports: [{ name: http, port: 80 }], ready: true, none: null, text: "80" }
---
apiVersion: v1
kind: Pod
metadata: { name: pod }
spec:
  containers:
    - args: ["$(VALUE)", "is $(VALUE)", plain, "12"]
`
const fields = [{ group: '', version: '', kind: 'Pod', path: 'spec/containers/args', create: false }]

function resolve(variables: string) {
  const resources = readResources(objects)
  const known: Variable[] = []
  mergeVariables(resources, known, readVariables(readTree(variables, 'kustomization.yaml')))
  const { unused } = resolveVariables(resources, known, fields)
  const node = getNode(resources[1]?.root, ['spec', 'containers', 0, 'args'])
  return { args: node && toData(node), node, unused: unused.map(({ name }) => name) }
}

const variable = (path: string, object = 'kind: Service, apiVersion: v1, name: web') =>
  `[{ name: VALUE, objref: { ${object} }, fieldref: { fieldPath: '${path}' } }]`

test.each([
  ['', ['web', 'is web', 'plain', '12']],
  ['metadata.namespace', ['shop', 'is shop', 'plain', '12']],
  ['spec.ports[0].port', [80, 'is 80', 'plain', '12']],
  ['spec.ports.[name=http].port', [80, 'is 80', 'plain', '12']],
  ['spec.ready', [true, 'is true', 'plain', '12']],
  ['spec.text', ['80', 'is 80', 'plain', '12']],
  ['spec.none', ['null', 'is null', 'plain', '12']],
  ['spec.ports', ['$(VALUE)', 'is $(VALUE)', 'plain', '12']],
])('takes the value at `%s`', (path, expected) => {
  expect(resolve(variable(path)).args).toEqual(expected)
})

test('knows the variables that nothing asks for', () => {
  const other = '{ name: OTHER, objref: { kind: Pod, apiVersion: v1, name: pod } }'
  expect(resolve(variable('').replace(/\]$/, `, ${other}]`)).unused).toEqual(['OTHER'])
})

test.each([
  [variable('spec.portz'), 'variable-without-field', 'did you mean `ports`?'],
  [variable('', 'kind: Service, name: web'), 'variable-without-object', 'which this build has not'],
  [variable('', 'kind: Service, apiVersion: v1, name: wep'), 'variable-without-object', 'did you mean `web`?'],
  [variable('', 'kind: Service, apiVersion: v1, name: web, namespace: default'), 'variable-without-object', 'has not'],
  [variable('').replace(/^\[(.*)\]$/, '[$1, $1]'), 'duplicate-variable', 'is there twice'],
])('%s is %s', (variables, code, message) => {
  expect(problemOf(() => resolve(variables))).toEqual(
    expect.objectContaining({ code, message: expect.stringContaining(message) }),
  )
})

test('a field remembers its own text, the variable and the source of the value', () => {
  const [step] = [resolve(variable('metadata.namespace')).node?.items[0]?.step]
  expect(chainOf(step).map(({ cause, at, value }) => [cause, at?.file, value])).toEqual([
    ['resource', 'objects.yaml', '$(VALUE)'],
    ['vars', 'kustomization.yaml', 'shop'],
    ['vars', 'objects.yaml', 'shop'],
  ])
  const at = step?.at
  expect(objects.slice(at?.start, at?.end)).toBe('shop')
})

function problemOf(run: () => unknown) {
  try {
    run()
  } catch (error) {
    if (error instanceof BuildError) return error.problem
    throw error
  }
  return undefined
}
