import { expect, test } from 'vitest'
import { BuildError } from '../../src/kustomize/build-error.ts'
import { mergePatch } from '../../src/kustomize/merge/merge-patch.ts'
import { createOpenApi } from '../../src/kustomize/schema/create-open-api.ts'
import { getNode } from '../../src/kustomize/tree/get-node.ts'
import { isSameNode } from '../../src/kustomize/tree/is-same-node.ts'
import { isYaml11NonString } from '../../src/kustomize/tree/is-yaml11-non-string.ts'
import { readNode } from '../../src/kustomize/tree/read-node.ts'
import type { Cause, Step } from '../../src/kustomize/tree/step.ts'
import { toJson } from '../../src/kustomize/tree/to-json.ts'
import type { TreeNode } from '../../src/kustomize/tree/tree-node.ts'
import { emitYaml } from '../../src/yaml/emit-yaml.ts'
import { parseYaml } from '../../src/yaml/parse-yaml.ts'
import { plainTree } from './plain-tree.ts'

function read(text: string, cause: Cause): TreeNode {
  const [document] = parseYaml(text)
  if (document?.root === undefined) throw new Error('no document')
  return readNode(document, document.root, `${cause}.yaml`, cause)
}

function merge(object: string, patch: string): TreeNode | undefined {
  return mergePatch(createOpenApi(), read(object, 'resource'), read(patch, 'patch'))
}

const spec = (node: TreeNode | undefined): string => {
  const value = getNode(node, ['spec'])
  return value === undefined ? '' : emitYaml(toJson(value))
}

const pod = (text: string): string => `apiVersion: v1\nkind: Pod\nspec: ${text}\n`
const custom = (text: string): string => `apiVersion: example.com/v1\nkind: Widget\nspec: ${text}\n`

// Recorded with kustomize 5.8.1.
test.each([
  [
    'items of the patch come first',
    pod,
    '{volumes: [{name: a}, {name: b, x: 1}]}',
    '{volumes: [{name: c}, {name: b, y: 2}]}',
    'volumes:\n- name: c\n- name: b\n  x: 1\n  "y": 2\n- name: a\n',
  ],
  [
    'lists of plain values are replaced',
    pod,
    '{hostAliases: [{ip: "1", hostnames: [a]}]}',
    '{hostAliases: [{ip: "1", hostnames: [b]}]}',
    'hostAliases:\n- hostnames:\n  - b\n  ip: "1"\n',
  ],
  [
    'lists without a known type are replaced',
    custom,
    '{list: [{name: a}]}',
    '{list: [{name: b}]}',
    'list:\n- name: b\n',
  ],
  [
    'a port is told by its protocol',
    pod,
    '{containers: [{name: a, ports: [{containerPort: 53, protocol: TCP}, {containerPort: 53, protocol: UDP}]}]}',
    '{containers: [{name: a, ports: [{containerPort: 53, protocol: UDP, name: x}]}]}',
    'containers:\n- name: a\n  ports:\n  - containerPort: 53\n    protocol: TCP\n  - containerPort: 53\n    name: x\n    protocol: UDP\n',
  ],
  [
    'a port without a protocol gets lost beside one with it',
    pod,
    '{containers: [{name: a, ports: [{containerPort: 80, protocol: TCP}]}]}',
    '{containers: [{name: a, ports: [{containerPort: 80, name: x}]}]}',
    'containers:\n- name: a\n  ports:\n  - containerPort: 80\n    protocol: TCP\n',
  ],
  [
    'doubles vanish, the last stays',
    pod,
    '{containers: [{name: a, env: [{name: A, value: "1"}, {name: A, value: "2"}]}]}',
    '{hostname: x}',
    'containers:\n- env:\n  - name: A\n    value: "2"\n  name: a\nhostname: x\n',
  ],
  [
    'an item is deleted',
    pod,
    '{containers: [{name: a}, {name: b}]}',
    '{containers: [{name: a, $patch: delete}]}',
    'containers:\n- name: b\n',
  ],
  [
    'an item is not replaced, against the directive',
    pod,
    '{containers: [{name: a, image: a}]}',
    '{containers: [{name: a, image: b, $patch: replace}]}',
    'containers:\n- image: a\n  name: a\n',
  ],
  [
    'a list is replaced',
    pod,
    '{containers: [{name: a}]}',
    '{containers: [{$patch: replace}, {name: b}]}',
    'containers:\n- name: b\n',
  ],
  ['a mapping is replaced', custom, '{map: {a: 1}}', '{map: {$patch: replace, b: 2}}', 'map:\n  b: 2\n'],
  [
    '$retainKeys is a field like others',
    pod,
    '{volumes: [{name: a, emptyDir: {}}]}',
    '{volumes: [{name: a, $retainKeys: [name]}]}',
    'volumes:\n- $retainKeys:\n  - name\n  emptyDir: {}\n  name: a\n',
  ],
  ['nulls delete', custom, '{a: 1, b: {c: 1}, d: [1], e: 1}', '{a: null, b: ~, d: null}', 'e: 1\n'],
  [
    'written nulls stay, empty ones go',
    custom,
    '\n  a:\n  b: null\n  c: [1]\n  d: 1',
    '{d: 2}',
    'b: null\nc:\n- 1\nd: 2\n',
  ],
  ['quotes stay and make a number a text', custom, '{a: "1", b: 1}', '{a: 2, b: "2"}', 'a: "2"\nb: "2"\n'],
  [
    'an object inside is merged by its own type',
    custom,
    '{pod: {apiVersion: v1, kind: Pod, spec: {volumes: [{name: a}]}}}',
    '{pod: {spec: {volumes: [{name: b}]}}}',
    'pod:\n  apiVersion: v1\n  kind: Pod\n  spec:\n    volumes:\n    - name: b\n    - name: a\n',
  ],
])('%s', (_, object, before, patch, expected) => {
  expect(spec(merge(object(before), object(patch)))).toBe(expected)
})

test('a directive for the whole object deletes it, but does not replace it', () => {
  expect(merge(pod('{a: 1}'), `$patch: delete\n${pod('{}')}`)).toBeUndefined()
  expect(spec(merge(pod('{a: 1}'), `$patch: replace\n${pod('{b: 1}')}`))).toBe('a: 1\n')
})

test.each([
  [
    custom('{a: {b: 1}}'),
    custom('{a: 5}'),
    'the patch sets `spec.a` to a plain value, but the object has an object there',
  ],
  [
    pod('{volumes: [{name: a, x: []}]}'),
    pod('{volumes: [{name: a, x: {}}]}'),
    'the patch sets `spec.volumes[name=a].x` to an object, but the object has a list there',
  ],
  [
    custom('{a: {b: 1}}'),
    custom('{a: {$patch: remove}}'),
    '`$patch: remove` is no directive; there are `merge`, `replace` and `delete`',
  ],
  [
    pod('{volumes: [x]}'),
    pod('{volumes: [{name: a}]}'),
    'an item of this list is a plain value where kustomize merges by an object with the field `name`',
  ],
])('says what does not fit', (object, patch, message) => {
  expect(() => merge(object, patch)).toThrow(
    expect.toSatisfy((error) => error instanceof BuildError && error.message === message),
  )
})

const causes = (step: Step | undefined): string[] =>
  step === undefined ? [] : [...causes(step.before), `${step.cause} ${step.value}`]
const chain = (node: TreeNode | undefined, path: readonly (string | number)[]): string[] =>
  causes(getNode(node, path)?.step)

test('fields remember what set them', () => {
  const object =
    'apiVersion: v1\nkind: Pod\nmetadata: {labels: {a: one, b: two, gone: three}}\nspec:\n  containers: [{name: a, image: x}]\n'
  const merged = merge(
    object,
    `${pod('{containers: [{name: b, image: z}, {name: a, image: y}]}')}metadata: {labels: {a: uno, b: two, gone: null}}`,
  )
  expect(chain(merged, ['metadata', 'labels', 'a'])).toEqual(['resource one', 'patch uno'])
  expect(chain(merged, ['metadata', 'labels', 'b'])).toEqual(['resource two', 'patch two'])
  expect(chain(merged, ['spec', 'containers', 0, 'image'])).toEqual(['patch z'])
  expect(chain(merged, ['spec', 'containers', 1, 'image'])).toEqual(['resource x', 'patch y'])
  const labels = getNode(merged, ['metadata', 'labels'])
  expect(causes(labels?.removed?.get('gone'))).toEqual(['resource three', 'patch undefined'])
})

test('what is replaced keeps the histories of the same fields', () => {
  const merged = merge(custom('{map: {a: one, b: two}}'), custom('{map: {$patch: replace, a: uno}}'))
  expect(chain(merged, ['spec', 'map', 'a'])).toEqual(['resource one', 'patch uno'])
  expect(causes(getNode(merged, ['spec', 'map'])?.removed?.get('b'))).toEqual(['resource two', 'patch undefined'])
})

test('the patch stays as it is and shares nothing with the object', () => {
  const patch = read(custom('{a: {$patch: merge, b: [1]}}'), 'patch')
  const copy = plainTree(patch)
  const merged = mergePatch(createOpenApi(), read(custom('{}'), 'resource'), patch)
  expect(plainTree(patch)).toEqual(copy)
  expect(getNode(merged, ['spec', 'a', 'b'])).not.toBe(getNode(patch, ['spec', 'a', 'b']))
})

test.each([
  ['{a: 1, b: [x]}', '{b: [x], a: 1}', true],
  ['{a: "1"}', '{a: 1}', false],
  ['{a: ~}', '{a: null}', true],
  ['{a: 010, b: "x"}', '{a: 8, b: x}', true],
  ['{a: 1e+06}', '{a: 1000000}', true],
  ['{a: 2024-01-01}', '{a: "2024-01-01T00:00:00Z"}', true],
  ['{a: [1, 2]}', '{a: [2, 1]}', false],
  ['{a: {}}', '{a: []}', false],
])('%s and %s are the same: %s', (a, b, expected) => {
  expect(isSameNode(read(a, 'resource'), read(b, 'patch'))).toBe(expected)
})

test.each([
  ['on', true],
  ['y', true],
  ['yes', true],
  ['5', true],
  ['0x1F', true],
  ['1_000', true],
  ['.5', true],
  ['~', true],
  ['a: b', true],
  ['- a', true],
  ['# a', true],
  ['[]', true],
  ['1:30', false],
  ['2024-01-01', false],
  ['0xFFFFFFFFFFFFFFFFF', false],
  ['1e999', false],
  ['a b', false],
  ['"5"', false],
  ['*a', false],
  ['a: b: c', false],
  ['<<', false],
  ['', false],
])('YAML 1.1 reads `%s` as something other than a text: %s', (text, expected) => {
  expect(isYaml11NonString(text)).toBe(expected)
})
