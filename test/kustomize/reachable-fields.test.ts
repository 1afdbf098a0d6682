import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findReachable } from '../../src/kustomize/references/reachable-fields.ts'
import { createOpenApi } from '../../src/kustomize/schema/create-open-api.ts'
import { applyFieldSpec } from '../../src/kustomize/transformers/apply-field-spec.ts'
import { createMapping, createScalar, createSequence } from '../../src/kustomize/tree/create-node.ts'
import type { TreeNode } from '../../src/kustomize/tree/tree-node.ts'

const key = fc.constantFrom('a', 'b', 'c')

const tree = fc.letrec<{ node: TreeNode }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'medium' },
    fc.constantFrom('text', '').map((text) => createScalar(text, undefined, { tag: text === '' ? '!!null' : '!!str' })),
    fc.array(tie('node'), { maxLength: 2 }).map((items) => createSequence(undefined, items)),
    fc.uniqueArray(fc.tuple(key, tie('node')), { maxLength: 3, selector: ([name]) => name }).map((fields) =>
      createMapping(
        undefined,
        fields.map(([name, value]) => ({ key: createScalar(name, undefined), value })),
      ),
    ),
  ),
})).node

const path = fc.array(fc.oneof(key, fc.constantFrom('a[]', ' a', '0', '')), { minLength: 1, maxLength: 3 })

/** Whether following a path finds a node, or something in its way. */
function isThere(root: TreeNode, written: string): boolean {
  let isFound = false
  const resource = { root, variables: [], openApi: createOpenApi() }
  const fieldSpec = { group: '', version: '', kind: '', path: written, create: false }
  try {
    applyFieldSpec(resource, fieldSpec, undefined, () => {
      isFound = true
    })
  } catch {
    return true
  }
  return isFound
}

test('no field that an object has is missed, nor one that cannot be followed', () => {
  fc.assert(
    fc.property(tree, fc.array(path, { maxLength: 5 }), (root, paths) => {
      const written = paths.map((parts) => parts.join('/'))
      const specs = written.map((one) => ({ group: '', version: '', kind: '', path: one, create: false }))
      const reachable = findReachable(specs)(root)
      const there = written.flatMap((one, index) => (isThere(root, one) ? [index] : []))
      expect(reachable).toEqual(expect.arrayContaining(there))
      expect(reachable).toEqual([...new Set(reachable)].sort((a, b) => a - b))
    }),
    { numRuns: 1000 },
  )
})

test('most fields are left out', () => {
  const root = createMapping(undefined, [
    { key: createScalar('spec', undefined), value: createMapping(undefined) },
    { key: createScalar('kind', undefined), value: createScalar('Pod', undefined) },
  ])
  const specs = ['spec/volumes/secret/secretName', 'spec', 'kind', 'kind/name', '/spec', 'metadata/name'].map(
    (one) => ({ group: '', version: '', kind: '', path: one, create: false }),
  )
  expect(findReachable(specs)(root)).toEqual([1, 2, 3, 4])
})
