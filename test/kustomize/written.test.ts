import { expect, test } from 'vitest'
import { readObjects } from '../../src/kustomize/resource/read-objects.ts'
import { chainOf } from '../../src/kustomize/tree/chain-of.ts'
import { copyNode } from '../../src/kustomize/tree/copy-node.ts'
import { copyShallow } from '../../src/kustomize/tree/copy-shallow.ts'
import { createScalar } from '../../src/kustomize/tree/create-node.ts'
import { getNode } from '../../src/kustomize/tree/get-node.ts'
import { setValue } from '../../src/kustomize/tree/set-value.ts'
import type { TreeNode } from '../../src/kustomize/tree/tree-node.ts'
import { plainTree } from './plain-tree.ts'

const text = 'kind: ConfigMap\nmetadata: {name: web}\ndata:\n  one: "1"\n  two: |\n    2\n  ? three\n'

function read(): TreeNode {
  const [root] = readObjects(text, 'a.yaml')
  if (root === undefined) throw new Error('not read')
  return root
}

function at(root: TreeNode, path: readonly string[]): TreeNode {
  const node = getNode(root, path)
  if (node === undefined) throw new Error(`no ${path}`)
  return node
}

test.each([
  [['metadata', 'name'], 'web', 'web'],
  [['data', 'one'], '1', '1'],
  [['data', 'two'], '2\n', '2'],
  [['data', 'three'], '', ''],
  [['metadata'], undefined, '{name: web}'],
])('what is written at %j is told when it is asked for', (path, value, written) => {
  const { step } = at(read(), path)
  expect(step).toMatchObject({ cause: 'resource', value, at: { file: 'a.yaml' } })
  expect(text.slice(step?.at?.start, step?.at?.end)).toBe(written)
})

test('keys know their places', () => {
  const places = at(read(), ['data']).fields.map(({ key }) => text.slice(key.step?.at?.start, key.step?.at?.end))
  expect(places).toEqual(['one', 'two', 'three'])
})

test('a copy that was made before anybody asked has the same step', () => {
  const root = read()
  const copy = copyNode(root)
  for (const path of [[], ['data'], ['data', 'one'], ['data', 'two'], ['data', 'three']]) {
    expect(at(copy, path).step).toBe(at(root, path).step)
  }
})

test('what is set to a copy of itself keeps its history', () => {
  const name = at(read(), ['metadata', 'name'])
  setValue(name, copyNode(name))
  expect(chainOf(name.step)).toHaveLength(1)
})

test('a new value continues the history of what was read', () => {
  const name = at(read(), ['metadata', 'name'])
  setValue(name, createScalar('api', { cause: 'patch', at: undefined, value: 'api', before: undefined }))
  expect(chainOf(name.step).map(({ cause, value }) => `${cause} ${value}`)).toEqual(['resource web', 'patch api'])
})

test('a key that is a plain word is as any other node', () => {
  for (const { key } of read().fields) {
    const node = createScalar(key.value, key.step, { tag: '!!str' })
    expect(plainTree(key)).toEqual(plainTree(node))
    expect(plainTree(copyShallow(key))).toEqual(plainTree(node))
  }
})
