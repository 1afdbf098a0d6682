import { describe, expect, test } from 'vitest'
import { BuildError } from '../../src/kustomize/build-error.ts'
import { makeConfigMap } from '../../src/kustomize/generators/make-config-map.ts'
import { mergeGenerated } from '../../src/kustomize/generators/merge-generated.ts'
import { getField } from '../../src/kustomize/tree/get-field.ts'
import { getNode } from '../../src/kustomize/tree/get-node.ts'
import type { Step } from '../../src/kustomize/tree/step.ts'
import { argumentsOf, type Files, generateFrom, sliceAt, textsOf, treeOf } from './generate-from.ts'

const metadataOf = (root: ReturnType<typeof generateFrom>, field: string) => textsOf(getField(root, 'metadata'), field)
const hashNote = 'internal.config.kubernetes.io/needsHashSuffix'
const behaviorNote = 'internal.config.kubernetes.io/generatorBehavior'

function problemOf(act: () => unknown): { readonly code: string; readonly message: string } {
  try {
    act()
  } catch (error) {
    if (error instanceof BuildError) return { code: error.problem.code, message: error.problem.message }
    throw error
  }
  return { code: 'none', message: '' }
}

function chain(step: Step | undefined, files: Files): (string | undefined)[] {
  return step === undefined ? [] : [...chain(step.before, files), sliceAt(step.at, files)]
}

describe('data', () => {
  test('env files, literals and files, sorted', () => {
    const root = generateFrom(
      'configMapGenerator: [{name: a, literals: [z=1, a=2], files: [f.txt, g=dir/f.txt], envs: [x.env], env: y.env}]',
      { 'f.txt': 'f\n', 'dir/f.txt': 'g', 'x.env': 'X=x', 'y.env': 'Y=y' },
    )
    expect(getField(root, 'data')?.fields.map(({ key }) => key.value)).toEqual(['X', 'Y', 'a', 'f.txt', 'g', 'z'])
    expect(textsOf(root, 'data')).toEqual({ X: 'x', Y: 'y', a: '2', 'f.txt': 'f\n', g: 'g', z: '1' })
    expect(getField(root, 'binaryData')).toBeUndefined()
  })

  test('bytes that are no text', () => {
    const root = generateFrom('configMapGenerator: [{name: a, files: [b]}]', { b: Uint8Array.of(0, 255) })
    expect(getField(root, 'data')).toBeUndefined()
    expect(textsOf(root, 'binaryData')).toEqual({ b: 'AP8=' })
  })

  test('all values are texts', () => {
    const root = generateFrom('configMapGenerator: [{name: a, literals: [a=5, "b=x\\ny", c=d]}]')
    const nodes = getField(root, 'data')?.fields.map(({ value: { tag, style } }) => ({ tag, style }))
    expect(nodes).toEqual([
      // In quotes, so that a number that is patched over it becomes a text as well.
      { tag: '!!str', style: 'double' },
      { tag: '!!str', style: 'literal' },
      { tag: '!!str', style: 'plain' },
    ])
  })

  test('nothing is no field', () => {
    expect(generateFrom('configMapGenerator: [{name: a}]').fields.map(({ key }) => key.value)).toEqual([
      'apiVersion',
      'kind',
      'metadata',
    ])
  })
})

describe('lineage', () => {
  const kustomization = `configMapGenerator:
  - name: broker
    literals:
      - plain=one
      - quoted="two"
      - "double=three"
      - 'single="four"'
      - "escaped=a\\tb"
      - "escaped-twice=\\ta\\tb"
      - |
        block=first
        second
      - |-
        line="five"
    files: [dir/f.txt]
    envs: ["x.env"]
`
  const files = { 'kustomization.yaml': kustomization, 'dir/f.txt': 'five\n', 'x.env': '# c\nX= six\n' }
  const data = getField(generateFrom(kustomization, files), 'data')

  test.each([
    ['plain', ['kustomization.yaml: one']],
    ['quoted', ['kustomization.yaml: two']],
    ['double', ['kustomization.yaml: three']],
    ['single', ['kustomization.yaml: four']],
    ['escaped', ['kustomization.yaml: escaped=a\\tb']],
    ['escaped-twice', ['kustomization.yaml: escaped-twice=\\ta\\tb']],
    ['block', ['kustomization.yaml: first\n        second']],
    ['line', ['kustomization.yaml: five']],
    ['f.txt', ['kustomization.yaml: dir/f.txt', 'dir/f.txt: five\n']],
    ['X', ['kustomization.yaml: x.env', 'x.env:  six']],
  ])('%s', (key, places) => {
    const node = getField(data, key)
    expect(chain(node?.step, files)).toEqual(places)
    expect(node?.step).toMatchObject({ cause: 'configMapGenerator', value: node?.value })
  })

  test('long values are not remembered', () => {
    const root = generateFrom(`configMapGenerator: [{name: a, literals: [a=${'x'.repeat(201)}]}]`)
    expect(getNode(root, ['data', 'a'])?.step?.value).toBeUndefined()
  })
})

describe('options', () => {
  test('of one generator and of all', () => {
    const root = generateFrom(`
generatorOptions: {labels: {a: shared, b: shared}, annotations: {c: shared}, immutable: yes}
configMapGenerator: [{name: a, options: {labels: {b: own}, immutable: false}}]`)
    expect(metadataOf(root, 'labels')).toEqual({ a: 'shared', b: 'own' })
    expect(metadataOf(root, 'annotations')).toEqual({
      c: 'shared',
      [hashNote]: 'enabled',
      [behaviorNote]: 'unspecified',
    })
    expect(getField(root, 'immutable')).toMatchObject({ tag: '!!bool', value: 'true' })
  })

  test.each([
    ['{name: a}', 'unspecified', true],
    ['{name: a, behavior: merge}', 'merge', true],
    ['{name: a, behavior: Merge}', 'unspecified', true],
    ['{name: a, BEHAVIOR: replace, OPTIONS: {DisableNameSuffixHash: on}}', 'replace', false],
    ['{name: a, options: {disableNameSuffixHash: ~}}', 'unspecified', true],
  ])('%s', (entry, behavior, hash) => {
    const annotations = metadataOf(generateFrom(`configMapGenerator: [${entry}]`), 'annotations')
    expect([annotations[behaviorNote], hashNote in annotations]).toEqual([behavior, hash])
  })

  test('keys are read as Go reads them', () => {
    const root = generateFrom(
      'configMapGenerator: [{name: a, options: {labels: {on: "1", 0x10: "2", 1.50: "3", 2001-01-01: "4", a: ~}}}]',
    )
    expect(metadataOf(root, 'labels')).toEqual({ true: '1', 16: '2', 1.5: '3', '2001-01-01': '4', a: '' })
  })
})

describe('problems', () => {
  test.each([
    ['{literals: [a=b]}', 'missing-name', 'a ConfigMap generator must have a name'],
    ['~', 'missing-name', 'a ConfigMap generator must have a name'],
    ['{name: a, literals: [a=1, a=2]}', 'duplicate-key', 'ConfigMap `a` gets the key `a` twice'],
    ['{name: a, literals: [f=1], files: [f]}', 'duplicate-key', 'ConfigMap `a` gets the key `f` twice'],
    ['{name: a, literals: [~]}', 'invalid-literal', 'a literal has no `=` between a key and a value'],
    ['{name: a, literals: a=b}', 'kustomization-invalid', '`literals` of a generator must be a list'],
    ['{name: 5}', 'kustomization-invalid', '`name` must be a text; put it in quotes'],
    ['{name: on}', 'kustomization-invalid', '`name` must be a text; put it in quotes'],
    ['{name: [a]}', 'kustomization-invalid', '`name` must be a text'],
    ['{name: a, options: {immutable: "true"}}', 'kustomization-invalid', '`immutable` must be `true` or `false`'],
    ['[a]', 'kustomization-invalid', 'an entry of `configMapGenerator` must be a map'],
  ])('%s', (entry, code, message) => {
    expect(problemOf(() => generateFrom(`configMapGenerator: [${entry}]`, { f: '' }))).toEqual({ code, message })
  })

  test('a large file is not even read', () => {
    const args = argumentsOf('configMapGenerator: [{name: a, files: [large]}]')
    const large = {
      file: 'dir/large',
      size: 100 * 1024 * 1024,
      get bytes(): Uint8Array {
        throw new Error('was read')
      },
    }
    expect(problemOf(() => makeConfigMap(args, () => large))).toEqual({
      code: 'file-too-large',
      message: '`dir/large` has 100 MiB, too much for a ConfigMap',
    })
  })

  test('many files together', () => {
    const args = argumentsOf('configMapGenerator: [{name: a, files: [a, b, c]}]')
    const bytes = new Uint8Array(15 * 1024 * 1024)
    expect(problemOf(() => makeConfigMap(args, (file) => ({ file, bytes })))).toEqual({
      code: 'file-too-large',
      message: 'the files of ConfigMap `a` together have 45 MiB, too much for a ConfigMap',
    })
  })
})

describe('merging', () => {
  const old = `kind: ConfigMap
metadata: {name: blue-a, namespace: kafka, labels: {app: old, only: old}, annotations: {note: old, ${hashNote}: enabled}}
immutable: true
data: {kept: old, changed: old, nothing: ~, number: 5}
binaryData: {logo: AAAA}
`
  const own = `configMapGenerator:
  - name: a
    literals: [changed=new, added=new]
    options: {labels: {app: new}}
`
  const files = { 'old.yaml': old, 'kustomization.yaml': own }

  test('merge keeps what is not set anew', () => {
    const root = mergeGenerated(treeOf(old, 'old.yaml'), generateFrom(own), 'merge')
    expect(textsOf(root, 'data')).toEqual({ added: 'new', changed: 'new', kept: 'old', nothing: '', number: '5' })
    expect(textsOf(root, 'binaryData')).toEqual({ logo: 'AAAA' })
    expect(metadataOf(root, 'labels')).toEqual({ app: 'new', only: 'old' })
    expect(metadataOf(root, 'annotations')).toEqual({ note: 'old', [hashNote]: 'enabled' })
    expect(textsOf(root, 'metadata')).toMatchObject({ name: 'blue-a', namespace: 'kafka' })
    expect(getField(root, 'immutable')).toBeUndefined()
    const data = getField(root, 'data')
    expect(chain(getField(data, 'kept')?.step, files)).toEqual(['old.yaml: old'])
    expect(chain(getField(data, 'changed')?.step, files)).toEqual(['old.yaml: old', 'kustomization.yaml: new'])
  })

  test('replace keeps names, labels and annotations', () => {
    const root = mergeGenerated(treeOf(old, 'old.yaml'), generateFrom(own), 'replace')
    expect(textsOf(root, 'data')).toEqual({ added: 'new', changed: 'new' })
    expect(getField(root, 'binaryData')).toBeUndefined()
    expect(metadataOf(root, 'labels')).toEqual({ app: 'new', only: 'old' })
    expect(textsOf(root, 'metadata')).toMatchObject({ name: 'blue-a', namespace: 'kafka' })
    const data = getField(root, 'data')
    expect(chain(getField(data, 'changed')?.step, files)).toEqual(['old.yaml: old', 'kustomization.yaml: new'])
    expect([...(data?.removed?.keys() ?? [])]).toEqual(['kept', 'nothing', 'number'])
  })

  test.each([
    ['{}', '{}', false],
    [`{${hashNote}: enabled}`, '{}', true],
    [`{${hashNote}: enabled}`, '{disableNameSuffixHash: true}', false],
  ])('a hash is appended where both want one: %s, %s', (annotations, options, hash) => {
    const before = treeOf(`metadata: {name: a, annotations: ${annotations}}`, 'old.yaml')
    const root = mergeGenerated(before, generateFrom(`configMapGenerator: [{name: a, options: ${options}}]`), 'merge')
    expect(hashNote in metadataOf(root, 'annotations')).toBe(hash)
  })

  test('odd data of the old object', () => {
    for (const data of ['~', '[a]', 'text', '{}']) {
      const root = mergeGenerated(treeOf(`metadata: {name: a}\ndata: ${data}`, 'old.yaml'), generateFrom(own), 'merge')
      expect(textsOf(root, 'data')).toEqual({ added: 'new', changed: 'new' })
    }
  })
})
