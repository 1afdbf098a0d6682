import { expect, test } from 'vitest'
import { BuildError } from '../../src/kustomize/build-error.ts'
import { applyReplacements } from '../../src/kustomize/references/apply-replacements.ts'
import { formatNode } from '../../src/kustomize/references/format-node.ts'
import { parseStructuredText } from '../../src/kustomize/references/parse-structured-text.ts'
import { readReplacements } from '../../src/kustomize/references/read-replacements.ts'
import { splitFieldPath } from '../../src/kustomize/references/split-field-path.ts'
import { chainOf } from '../../src/kustomize/tree/chain-of.ts'
import { getNode } from '../../src/kustomize/tree/get-node.ts'
import { readResources, readTree, toData } from './read-objects-in-text.ts'

test.each([
  ['a.b.c', ['a', 'b', 'c']],
  ['.a', ['a']],
  ['a\\.b.c', ['a.b', 'c']],
  ['a.[b.c].d', ['a', 'b.c', 'd']],
  ['a.[name=b.c].d', ['a', '[name=b.c]', 'd']],
  ['a.[b].c', ['a', '[b]', 'c']],
  ['a..b', ['a', '', 'b']],
  ['', ['']],
])('the path `%s` has the parts %j', (path, parts) => {
  expect(splitFieldPath(path)).toEqual(parts)
})

const objects = `
apiVersion: v1
kind: ConfigMap
metadata: { name: source }
data: { host: example.com, port: "80", image: "web:1.2", list: [x, y] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, labels: { app: web } }
spec:
  replicas: 1
  args: [-a, -b]
  image: "old:0"
  containers:
    - { name: web, image: x, port: 1 }
    - { name: side-web, image: y, port: 2 }
  none: null
`

function replace(source: string, target: string) {
  const resources = readResources(objects)
  const text = `[{ ${source}, targets: [{ select: { kind: Deployment }, ${target} }] }]`
  const noFile = () => {
    throw new Error('no file is named')
  }
  const [effect] = applyReplacements(resources, readReplacements(readTree(text, 'kustomization.yaml'), noFile))
  return { effect, root: resources[1]?.root, text }
}

const host = 'source: { kind: ConfigMap, fieldPath: data.host }'
const port = 'source: { kind: ConfigMap, fieldPath: data.port }'
const create = 'options: { create: true }'

test.each([
  [host, 'fieldPaths: [spec.image]', ['spec', 'image'], 'example.com', 1],
  [host, 'fieldPaths: ["spec.containers.[name=web].image"]', ['spec', 'containers', 1, 'image'], 'example.com', 2],
  [host, 'fieldPaths: ["spec.containers.[name=^web].image"]', ['spec', 'containers', 1, 'image'], 'y', 1],
  [host, 'fieldPaths: [spec.containers.*.image]', ['spec', 'containers', 1, 'image'], 'example.com', 2],
  [host, 'fieldPaths: [spec.containers.1.image]', ['spec', 'containers', 1, 'image'], 'example.com', 1],
  [host, 'fieldPaths: ["spec.args.[=-b]"]', ['spec', 'args'], ['-a', 'example.com'], 1],
  [port, 'fieldPaths: [spec.replicas]', ['spec', 'replicas'], 80, 1],
  [port, 'fieldPaths: [spec.image]', ['spec', 'image'], '80', 1],
  ['source: { name: source, fieldPath: data.list }', 'fieldPaths: [spec.args]', ['spec', 'args'], ['x', 'y'], 1],
  ['sourceValue: here', 'fieldPaths: [spec.image]', ['spec', 'image'], 'here', 1],
  ['source: { name: source }', '', ['metadata', 'name'], 'source', 1],
  [host, `fieldPaths: [spec.a.b], ${create}`, ['spec', 'a'], { b: 'example.com' }, 1],
  [host, `fieldPaths: ["spec.l.[k=v].w"], ${create}`, ['spec', 'l'], [{ k: 'v', w: 'example.com' }], 1],
  [host, `fieldPaths: [spec.args.2], ${create}`, ['spec', 'args'], ['-a', '-b', 'example.com'], 1],
  [host, 'fieldPaths: [spec.image], options: { delimiter: ":", index: 1 }', ['spec', 'image'], 'old:example.com', 1],
  [host, 'fieldPaths: [spec.image], options: { delimiter: ":", index: -1 }', ['spec', 'image'], 'example.com:old:0', 1],
  [host, 'fieldPaths: [spec.image], options: { delimiter: ":", index: 9 }', ['spec', 'image'], 'old:0:example.com', 1],
  [
    'source: { name: source, fieldPath: data.image, options: { delimiter: ":", index: 1 } }',
    'fieldPaths: [spec.image], options: { delimiter: ":", index: 1 }',
    ['spec', 'image'],
    'old:1.2',
    1,
  ],
  [host, 'reject: [{ name: web }], fieldPaths: [spec.image]', ['spec', 'image'], 'old:0', 0],
  [host, 'reject: [{ labelSelector: app=web, name: other }], fieldPaths: [spec.image]', ['spec', 'image'], 'old:0', 0],
])('%s to { %s }', (source, target, path, expected, matched) => {
  const { effect, root } = replace(source, target)
  const node = getNode(root, path)
  expect(node && toData(node)).toEqual(expected)
  expect(effect?.matched).toBe(matched)
})

test.each([
  ['source: { kind: ConfigMap, name: sourc }', '', 'replacement-source-missing', 'did you mean `source`?'],
  ['source: { fieldPath: data.host }', '', 'replacement-source-ambiguous', 'are 2'],
  [
    'source: { kind: ConfigMap, fieldPath: data.hosts }',
    '',
    'replacement-source-field-missing',
    'did you mean `host`?',
  ],
  [`${host}, sourceValue: x`, '', 'replacement-source-twice', 'both'],
  [host, 'fieldPaths: [spec.imgae]', 'replacement-field-missing', 'did you mean `image`?'],
  [host, 'fieldPaths: ["spec.containers.[name=db].image"]', 'replacement-field-missing', 'no `[name=db]`'],
  [host, 'fieldPaths: [spec.containers.5]', 'wrong-path', 'there is no item 5 in a list of 2'],
  [host, 'fieldPaths: [spec.containers.image]', 'wrong-path', 'in a list, not in a map'],
  [host, 'fieldPaths: [spec.*]', 'wrong-path', 'in a map, not in a list'],
  [host, 'fieldPaths: ["spec.containers.[web]"]', 'wrong-path', 'as in `[name=web]`'],
  [host, 'fieldPaths: ["spec.containers.[name=(]"]', 'invalid-regex', 'missing closing'],
  // kustomize appends such items until its memory is full.
  [host, `fieldPaths: ["spec.new.[name=^a$]"], ${create}`, 'wrong-path', 'would not match it'],
  [host, 'fieldPaths: [spec], options: { delimiter: ":" }', 'replacement-delimiter', 'is a map'],
  [
    'source: { name: source, fieldPath: data.host, options: { delimiter: ":", index: 1 } }',
    '',
    'replacement-index',
    'into 1 parts',
  ],
])('%s to { %s } is %s', (source, target, code, message) => {
  expect(problemOf(() => replace(source, target))).toEqual(
    expect.objectContaining({ code, message: expect.stringContaining(message) }),
  )
})

test('a field remembers its own text, the path of the target and the source of the value', () => {
  const { root, text } = replace(host, 'fieldPaths: [spec.image]')
  const steps = chainOf(getNode(root, ['spec', 'image'])?.step)
  const written = steps.map(({ at }) => (at?.file === 'objects.yaml' ? objects : text).slice(at?.start, at?.end))
  expect(steps.map(({ cause }) => cause)).toEqual(['resource', 'replacements', 'replacements'])
  expect(written).toEqual(['old:0', 'spec.image', 'example.com'])
})

test('what has the value already is set by it all the same', () => {
  const { effect, root } = replace('sourceValue: "old:0"', 'fieldPaths: [spec.image]')
  expect(effect).toEqual({ matched: 1, changed: 0 })
  expect(getNode(root, ['spec', 'image'])?.step?.at?.file).toBe('kustomization.yaml')
})

// Recorded with kyaml's RNode.String.
test.each([
  ['a:   {x: 1,   y: [1,2]}\n', 'a: {x: 1, y: [1, 2]}\n'],
  ['a:\n    - b: 1\n      c:\n          - 2\n', 'a:\n- b: 1\n  c:\n  - 2\n'],
  ["a: 'it''s'\nb: \"x\\ty\"\n", "a: 'it''s'\nb: \"x\\ty\"\n"],
  ['a: >\n  fold\n  ed\n\n  x\n', 'a: >\n  fold ed\n\n  x\n\n'],
  ['a: |-\n    x\n     y\nb: |+\n  z\n\n', 'a: |-\n  x\n   y\nb: |+\n  z\n\n'],
  ['a: {b: , c: ""}\n', 'a: {b: \'\', c: ""}\n'],
  [
    '# top\n\n# above\na: 1 # beside\n# below\n\nb: 2\n# end\n',
    '# top\n\n# above\na: 1 # beside\n# below\n\nb: 2\n# end\n',
  ],
  ['- a: 1\n\n\n- b: 2\n', '- a: 1\n- b: 2\n'],
  ['a: &x 1\nb: *x\n', 'a: &x 1\nb: *x\n'],
])('writes %j as %j', (text, expected) => {
  const content = parseStructuredText(text)
  expect(content && formatNode(content.root, content.layout)).toBe(expected)
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
