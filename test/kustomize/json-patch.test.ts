import { expect, test } from 'vitest'
import { BuildError } from '../../src/kustomize/build-error.ts'
import { applyJsonPatch } from '../../src/kustomize/merge/apply-json-patch.ts'
import { readJsonPatch } from '../../src/kustomize/merge/read-json-patch.ts'
import { getNode } from '../../src/kustomize/tree/get-node.ts'
import { readNode } from '../../src/kustomize/tree/read-node.ts'
import type { Cause, Step } from '../../src/kustomize/tree/step.ts'
import { toJson } from '../../src/kustomize/tree/to-json.ts'
import type { TreeNode } from '../../src/kustomize/tree/tree-node.ts'
import { emitYaml } from '../../src/yaml/emit-yaml.ts'
import { parseYaml } from '../../src/yaml/parse-yaml.ts'

function read(text: string, cause: Cause): TreeNode {
  const [document] = parseYaml(text)
  if (document?.root === undefined) throw new Error('no document')
  return readNode(document, document.root, `${cause}.yaml`, cause)
}

function patch(object: string, operations: string): TreeNode {
  const root = read(object, 'resource')
  applyJsonPatch(root, readJsonPatch(read(operations, 'json-patch')))
  return root
}

const render = (object: string, operations: string): string => emitYaml(toJson(patch(object, operations)))

// Recorded with kustomize 5.8.1.
test.each([
  ['add a key', 'a: 1', '[{op: add, path: /b, value: {c: 2}}]', 'a: 1\nb:\n  c: 2\n'],
  ['add over a key', 'a: 1', '[{op: add, path: /a, value: x}]', 'a: x\n'],
  ['add an item', 'a: [1, 2]', '[{op: add, path: /a/1, value: x}]', 'a:\n- 1\n- x\n- 2\n'],
  [
    'add behind the last',
    'a: [1]',
    '[{op: add, path: /a/-, value: x}, {op: add, path: /a/-1, value: z}]',
    'a:\n- 1\n- x\n- z\n',
  ],
  ['add nothing', 'a: 1', '[{op: add, path: /b}]', 'a: 1\nb: null\n'],
  ['replace a key that is not there', '{}', '[{op: replace, path: /a, value: 1}]', 'a: 1\n'],
  ['replace from the end', 'a: [1, 2]', '[{op: replace, path: /a/-1, value: 3}]', 'a:\n- 1\n- 3\n'],
  ['replace everything', 'a: 1', '[{op: replace, path: "", value: {b: 1}}]', 'b: 1\n'],
  ['remove', 'a: {b: 1, c: [1, 2]}', '[{op: remove, path: /a/b}, {op: remove, path: /a/c/0}]', 'a:\n  c:\n  - 2\n'],
  ['move', 'a: {b: 1}', '[{op: move, from: /a/b, path: /c}]', 'a: {}\nc: 1\n'],
  [
    'copy',
    'a: {b: 1}',
    '[{op: copy, from: /a, path: /c}, {op: add, path: /c/d, value: 2}]',
    'a:\n  b: 1\nc:\n  b: 1\n  d: 2\n',
  ],
  ['copy what is not there', '{}', '[{op: copy, from: /a, path: /c}]', 'c: null\n'],
  [
    'test',
    'a: {b: [1, "x"]}',
    '[{op: test, path: /a, value: {b: [1, x]}}, {op: test, path: /c, value: null}]',
    'a:\n  b:\n  - 1\n  - x\n',
  ],
  [
    'escaped keys',
    '{a/b: 1, "c~d": 2}',
    '[{op: remove, path: /a~1b}, {op: replace, path: /c~0d, value: 3}]',
    'c~d: 3\n',
  ],
  ['no slash at the start', 'a: 1', '[{op: add, path: x/b, value: 2}]', 'a: 1\nb: 2\n'],
  ['an empty key', 'a: 1', '[{op: add, path: /, value: 2}]', '"": 2\na: 1\n'],
  [
    'YAML 1.1 in the patch',
    '{}',
    '[{op: add, path: /a, value: yes}, {op: add, path: /b, value: 2024-01-01}]',
    'a: true\nb: "2024-01-01"\n',
  ],
  ['YAML 1.2 in the object', 'a: yes\nb: 2024-01-01\nc: 010', '[]', 'a: "yes"\nb: "2024-01-01T00:00:00Z"\nc: 8\n'],
  ['numbers lose what a float cannot hold', 'a: 9007199254740993', '[]', 'a: 9007199254740992\n'],
  ['JSON', 'a: 1', '[{"op": "add", "path": "/b", "value": "yes"}]', 'a: 1\nb: "yes"\n'],
])('%s', (_, object, operations, expected) => {
  expect(render(object, operations)).toBe(expected)
})

test('a large number is written with an exponent until it is printed', () => {
  const { tag, value } = getNode(patch('a: 3000000', '[]'), ['a']) ?? {}
  expect([tag, value]).toEqual(['!!float', '3e+06'])
})

test.each([
  [
    '[{op: remove, path: /spec/replcas}]',
    '`remove /spec/replcas` does not apply: `/spec` has no `replcas`; there is `replicas`',
  ],
  ['[{op: add, path: /spec/a/b, value: 1}]', '`add /spec/a/b` does not apply: `/spec` has no `a`'],
  [
    '[{op: add, path: /spec/replicas/b, value: 1}]',
    '`add /spec/replicas/b` does not apply: `/spec/replicas` is a plain value',
  ],
  [
    '[{op: replace, path: /list/2, value: 1}]',
    '`replace /list/2` does not apply: `/list` is a list of 2 items and has no `2`',
  ],
  ['[{op: add, path: /list/3, value: 1}]', '`add /list/3` does not apply: `/list` is a list of 2 items and has no `3`'],
  [
    '[{op: replace, path: /list/-, value: 1}]',
    '`replace /list/-` does not apply: `/list` is a list of 2 items and has no `-`',
  ],
  [
    '[{op: copy, from: /list/7, path: /a}]',
    '`copy /list/7` does not apply: `/list` is a list of 2 items and has no `7`',
  ],
  ['[{op: move, from: /nothing, path: /a}]', '`move /nothing` does not apply: the object has no `nothing`'],
  ['[{op: add, path: "", value: {}}]', '`add` cannot be done with the path ``; a path starts with `/`'],
  ['[{op: add, value: 1}]', 'the operation `add` needs a text as `path`'],
  ['[{op: test, path: /secret, value: guess}]', '`test /secret` fails: the object has another value there'],
  ['[{op: repalce, path: /a, value: 1}]', '`repalce` is no operation of a JSON patch'],
  ['[{path: /a}]', 'this operation of a JSON patch has no `op`'],
  ['{op: add}', 'a JSON patch is a list of operations, but this is an object'],
  ['[x]', 'an operation of a JSON patch is an object with `op` and `path`, but this is a plain value'],
])('says why %s fails', (operations, message) => {
  const object = 'spec: {replicas: 1}\nlist: [1, 2]\nsecret: hidden'
  expect(() => patch(object, operations)).toThrow(
    expect.toSatisfy((error) => error instanceof BuildError && error.message === message),
  )
})

const causes = (step: Step | undefined): string[] =>
  step === undefined ? [] : [...causes(step.before), `${step.cause} ${step.value}`]

test('fields remember what set them', () => {
  const root = patch(
    'a: one\nb: {c: two, d: three}\ne: four\nf: five',
    '[{op: replace, path: /a, value: uno}, {op: replace, path: /b, value: {c: dos}}, {op: remove, path: /e}, {op: move, from: /f, path: /g}]',
  )
  const chain = (...path: string[]): string[] => causes(getNode(root, path)?.step)
  expect(chain('a')).toEqual(['resource one', 'json-patch uno'])
  expect(chain('b', 'c')).toEqual(['resource two', 'json-patch dos'])
  expect(causes(getNode(root, ['b'])?.removed?.get('d'))).toEqual(['resource three', 'json-patch undefined'])
  expect(causes(root.removed?.get('e'))).toEqual(['resource four', 'json-patch undefined'])
  expect(chain('g')).toEqual(['resource five'])
})
