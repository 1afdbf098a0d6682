import { expect, test } from 'vitest'
import { BuildError } from '../../src/kustomize/build-error.ts'
import { mergeGenerated } from '../../src/kustomize/generators/merge-generated.ts'
import { getField } from '../../src/kustomize/tree/get-field.ts'
import { generateFrom, textsOf, treeOf } from './generate-from.ts'

test('everything is base64', () => {
  const root = generateFrom('secretGenerator: [{name: a, literals: [a=b, c=], files: [f, g], envs: [e]}]', {
    f: 'text\n',
    g: Uint8Array.of(255),
    e: 'E=é',
  })
  expect(textsOf(root, 'data')).toEqual({ E: 'w6k=', a: 'Yg==', c: '', f: 'dGV4dAo=', g: '/w==' })
  expect(getField(root, 'type')?.value).toBe('Opaque')
})

test('data is there even where it is empty', () => {
  expect(getField(generateFrom('secretGenerator: [{name: a}]'), 'data')?.fields).toEqual([])
})

test.each([
  ['kubernetes.io/tls', 'kubernetes.io/tls'],
  ['""', 'Opaque'],
  ['~', 'Opaque'],
  ['"5"', '5'],
])('type %s is %j', (type, expected) => {
  const node = getField(generateFrom(`secretGenerator: [{name: a, type: ${type}}]`), 'type')
  expect(node).toMatchObject({ value: expected, tag: '!!str' })
})

test('long values are broken into lines', () => {
  const root = generateFrom('secretGenerator: [{name: a, files: [f]}]', { f: 'x'.repeat(60) })
  const value = getField(getField(root, 'data'), 'f')
  expect(value).toMatchObject({ style: 'literal' })
  expect(value?.value.split('\n').map((line) => line.length)).toEqual([70, 10, 0])
})

test('a merge takes the type of the generator and the data of both', () => {
  const old =
    'kind: Secret\nmetadata: {name: a}\ntype: kubernetes.io/tls\ndata: {x: eA==, y: eQ==}\nstringData: {z: z}\n'
  const root = mergeGenerated(treeOf(old, 'a'), generateFrom('secretGenerator: [{name: a, literals: [y=z]}]'), 'merge')
  expect(getField(root, 'type')?.value).toBe('Opaque')
  expect(textsOf(root, 'data')).toEqual({ x: 'eA==', y: 'eg==' })
  expect(getField(root, 'stringData')).toBeUndefined()
})

test('no history and no message holds a value', () => {
  const kustomization = `secretGenerator:
  - name: a
    literals: [l=placeholder-one, 'q="placeholder-two"']
    files: [f]
    envs: [e]
`
  const root = generateFrom(kustomization, { f: 'placeholder-three', e: 'E=placeholder-four' })
  const steps = getField(root, 'data')?.fields.flatMap(({ key, value }) => [key.step, value.step])
  expect(JSON.stringify([steps, root.step])).not.toContain('placeholder')
  for (const literals of ['[placeholder]', '[=placeholder]', '[a=placeholder, a=placeholder]']) {
    try {
      generateFrom(`secretGenerator: [{name: a, literals: ${literals}}]`)
      expect.unreachable()
    } catch (error) {
      if (!(error instanceof BuildError)) throw error
      expect(JSON.stringify(error.problem)).not.toContain('placeholder')
    }
  }
})
