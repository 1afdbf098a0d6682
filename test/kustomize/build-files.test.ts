import { expect, test } from 'vitest'
import { createFileTree } from '../../src/files/file-tree.ts'
import { createMemoryFileSystem } from '../../src/files/memory-file-system.ts'
import { createBuildFiles } from '../../src/kustomize/build/build-files.ts'
import { createScalar } from '../../src/kustomize/tree/create-node.ts'
import { getNode } from '../../src/kustomize/tree/get-node.ts'
import { setField } from '../../src/kustomize/tree/set-field.ts'
import { plainTree } from './plain-tree.ts'

test('each build gets objects of its own, however many read a manifest', () => {
  const fileSystem = createMemoryFileSystem({
    'a.yaml': 'kind: ConfigMap\nmetadata: {name: a, labels: {}}\ndata: {one: "1", none: null}\n',
  })
  const files = createBuildFiles(fileSystem, createFileTree(fileSystem))
  const read = () => files.objects('a.yaml', 'resource', undefined)
  const expected = createBuildFiles(fileSystem, createFileTree(fileSystem))
    .objects('a.yaml', 'resource', undefined)
    .map(plainTree)
  for (let build = 0; build < 4; build += 1) {
    const objects = read()
    expect(objects.map(plainTree)).toEqual(expected)
    const [root] = objects
    const labels = getNode(root, ['metadata', 'labels'])
    const none = getNode(root, ['data', 'none'])
    if (root === undefined || labels === undefined || none === undefined) throw new Error('not read')
    setField(labels, 'added', createScalar(`${build}`, undefined))
    // A null takes a key as well, and must not give it to all others.
    setField(none, 'added', createScalar(`${build}`, undefined))
    expect(getNode(root, ['kind'])?.fields).toEqual([])
  }
})
