import { describe, expect, test } from 'vitest'
import type { KeptField } from '../../src/model/layout.ts'
import { type KeptText, keepFields } from '../../src/promote/fields/keep-fields.ts'

type Declared = string | Partial<KeptField>

function declare(field: Declared): KeptField {
  return { field: '', kind: undefined, name: undefined, ...(typeof field === 'string' ? { field } : field) }
}

/** Keeps fields, and sees that doing so again changes nothing. */
function keep(source: string, target: string, ...declared: readonly Declared[]): KeptText {
  const fields = declared.map(declare)
  const result = keepFields({ source, target, fields })
  if (result === undefined) throw new Error('no YAML')
  expect(keepFields({ source: result.text, target, fields })?.text).toBe(result.text)
  expect(keepFields({ source: target, target, fields })).toMatchObject({ text: target, kept: [], unsafe: [] })
  return result
}

const deployment = (replicas: string, image: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
${replicas}  template:
    spec:
      containers:
        - name: web
          image: ${image} # the version
`

describe('a scalar', () => {
  test('keeps the target’s writing and the comment of its line, and nothing else', () => {
    const source = deployment("  # how many\n  replicas:   '1' # enough for tests\n", 'web:2')
    const target = deployment('  replicas: "5" # for the load\n', 'web:1')
    const { text, kept, matched, unsafe } = keep(source, target, 'spec.replicas')
    expect(text).toBe(deployment('  # how many\n  replicas:   "5" # for the load\n', 'web:2'))
    expect(kept).toEqual([{ declaration: declare('spec.replicas'), path: 'Deployment web: spec.replicas' }])
    expect(matched).toEqual([declare('spec.replicas')])
    expect(unsafe).toEqual([])
  })

  test('of the same value is matched and not listed', () => {
    const same = deployment('  replicas: 2\n', 'web:1')
    const { text, kept, matched } = keep(deployment('  replicas: 2\n', 'web:2'), same, 'spec.replicas')
    expect([text, kept, matched.length]).toEqual([deployment('  replicas: 2\n', 'web:2'), [], 1])
  })

  test('is put in where only the target has it, with its comments', () => {
    const target = deployment('  # the load of a\n  # whole country\n  replicas: 5 # for now\n', 'web:1')
    const { text, kept } = keep(deployment('', 'web:2'), target, 'spec.replicas')
    expect(text).toBe(deployment('  # the load of a\n  # whole country\n  replicas: 5 # for now\n', 'web:2'))
    expect(kept.map(({ path }) => path)).toEqual(['Deployment web: spec.replicas'])
  })

  test('that only the source has stays, and is neither kept nor matched', () => {
    const source = deployment('  replicas: 1\n', 'web:2')
    const result = keep(source, deployment('', 'web:1'), 'spec.replicas')
    expect(result).toEqual({ text: source, kept: [], matched: [], unsafe: [] })
  })

  test.each([
    ['a: 1\nb: 2\n', 'a:\n  x: 1\n  # more\n  y: 2 # two\n', 'a:\n  x: 1\n  # more\n  y: 2 # two\nb: 2\n'],
    ['a:\n  x: 1 # one\nb: 2\n', 'a: 5\n', 'a: 5\nb: 2\n'],
    ['a:\nb: 2\n', 'a: 5\n', 'a: 5\nb: 2\n'],
    ['a: # nothing\nb: 2\n', 'a: 5\n', 'a: 5\nb: 2\n'],
    ['a: 1\nb: 2\n', 'a:\n', 'a:\nb: 2\n'],
    ['b: 2\na: 1', 'a: 5 # five', 'b: 2\na: 5 # five'],
    ['a: 1\r\nb: 2\r\n', 'a: |\n  one\n\n  two\n', 'a: |\r\n  one\r\n\r\n  two\r\nb: 2\r\n'],
    ['a: >-\n  one\n  two\nb: 2\n', 'a: one\n', 'a: one\nb: 2\n'],
    ['{a: 1, b: 2}\n', 'a: x # y\n', '{a: x, b: 2}\n'],
    ['a: 1\nb: 2\n', '{a: [1, 2], b: 3}\n', 'a: [1, 2]\nb: 2\n'],
    ['a: 1\nb: 2\n', 'a: !!str 1\n', 'a: !!str 1\nb: 2\n'],
    ['b: 2\n', 'a: 1\n', 'a: 1\nb: 2\n'],
    ['b: 2', 'c: 0\nb: 1\na: 1\n', 'b: 2\na: 1'],
    ['---\na: 1\n---\nkind: A\nmetadata: {name: b}\n', 'a: 2\n', '---\na: 2\n---\nkind: A\nmetadata: {name: b}\n'],
    ['%YAML 1.2\n---\na: 1\nb: 2\n...\n', 'a: 3\n', '%YAML 1.2\n---\na: 3\nb: 2\n...\n'],
  ])('%j with the a of %j', (source, target, expected) => expect(keep(source, target, 'a').text).toBe(expected))
})

describe('a collection', () => {
  const flux = (substitute: string): string =>
    `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: apps}\nspec:\n${substitute}  prune: true\n`
  const source = flux(
    '  postBuild:\n    substitute:\n      # of the source\n      host: a.test # a\n      size: small\n',
  )
  const target = flux(
    '  postBuild:\n      substitute: # ours\n          # of the target\n          host: b.test # b\n          extra: "1"\n',
  )

  test('named itself is all the target’s, comments too', () => {
    const { text, kept } = keep(source, target, 'spec.postBuild.substitute')
    expect(text).toBe(
      flux(
        '  postBuild:\n    substitute: # ours\n        # of the target\n        host: b.test # b\n        extra: "1"\n',
      ),
    )
    expect(kept.map(({ path }) => path)).toEqual(['Kustomization apps: spec.postBuild.substitute'])
  })

  test.each(['spec.postBuild.substitute.*', 'spec.postBuild.substitute[*]', '/spec/postBuild/substitute/*'])(
    '%s lets what only the source has arrive',
    (field) => {
      const { text, kept } = keep(source, target, field)
      expect(text).toBe(
        flux(
          '  postBuild:\n    substitute:\n      # of the source\n      host: b.test # b\n      extra: "1"\n      size: small\n',
        ),
      )
      expect(kept.map(({ path }) => path)).toEqual([
        'Kustomization apps: spec.postBuild.substitute.host',
        'Kustomization apps: spec.postBuild.substitute.extra',
      ])
    },
  )

  test('is put in with what leads to it, and nothing beside it', () => {
    const rich = target.replace('      substitute', '      substituteFrom: [{kind: Secret, name: a}]\n      substitute')
    for (const empty of ['', '  postBuild:\n', '  postBuild: {}\n']) {
      const { text } = keep(flux(empty), rich, 'spec.postBuild.substitute.*')
      expect(text).toBe(
        flux('  postBuild:\n    substitute:\n      # of the target\n      host: b.test # b\n      extra: "1"\n'),
      )
    }
  })

  test('in brackets stays in brackets', () => {
    const { text } = keep('spec: {a: 1, b: {c: 2}} # all\n', 'spec:\n  b:\n    c: 3\n    d: "x, y"\n', 'spec.b.*')
    expect(text).toBe('spec: {a: 1, b: {c: 3, d: "x, y"}} # all\n')
  })

  test('a list of texts', () => {
    const { text } = keep('hosts:\n  - a\n  - b\nc: 1\n', 'hosts:\n- x # our own\n', 'hosts')
    expect(text).toBe('hosts:\n- x # our own\nc: 1\n')
  })
})

describe('an item of a list', () => {
  const list = (...items: readonly string[]): string => `list:\n${items.map((item) => `  - ${item}\n`).join('')}`
  const source = list('name: b\n    v: 1', 'name: a\n    v: 2', 'name: new\n    v: 3')
  const target = list('name: a\n    v: 5 # ours', 'name: b\n    v: 6', 'name: old\n    v: 7')

  test.each([
    [
      'list[name=a].v',
      list('name: b\n    v: 1', 'name: a\n    v: 5 # ours', 'name: new\n    v: 3'),
      ['list[name=a].v'],
    ],
    ['list[0].v', list('name: b\n    v: 1', 'name: a\n    v: 5 # ours', 'name: new\n    v: 3'), ['list[name=a].v']],
    [
      'list.*.v',
      list('name: b\n    v: 6', 'name: a\n    v: 5 # ours', 'name: new\n    v: 3'),
      ['list[name=b].v', 'list[name=a].v'],
    ],
    [
      'list[name=old]',
      list('name: b\n    v: 1', 'name: old\n    v: 7', 'name: a\n    v: 2', 'name: new\n    v: 3'),
      ['list[name=old]'],
    ],
    ['list[name=none].v', source, []],
    ['list.v', source, []],
    ['list[name=old].v', source, []],
  ])('%s', (field, expected, paths) => {
    const { text, kept } = keep(source, target, field)
    expect(text).toBe(expected)
    expect(kept.map(({ path }) => path)).toEqual(paths)
  })

  test('by its place where nothing tells items apart', () => {
    const { text } = keep('l: [[1], [2], [3]]\n', 'l: [[4], [5]]\n', 'l[*][0]')
    expect(text).toBe('l: [[4], [5], [3]]\n')
  })
})

describe('objects', () => {
  const object = (kind: string, name: string, value: number): string =>
    `---\napiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec:\n  v: ${value}\n`

  test('are told apart by kind and name, not by place', () => {
    const source = object('A', 'x', 1) + object('A', 'y', 2) + object('B', 'x', 3)
    const target = object('B', 'x', 6) + object('A', 'y', 5) + object('A', 'x', 4) + object('A', 'z', 7)
    const result = (...declared: readonly Declared[]): readonly (string | undefined)[] =>
      [...keep(source, target, ...declared).text.matchAll(/v: (\d)/g)].map(([, value]) => value)
    expect(result({ field: 'spec.v' })).toEqual(['4', '5', '6'])
    expect(result({ field: 'spec.v', kind: 'A' })).toEqual(['4', '5', '3'])
    expect(result({ field: 'spec.v', kind: 'A', name: 'y' })).toEqual(['1', '5', '3'])
    expect(result({ field: 'spec.v', name: 'x' })).toEqual(['4', '2', '6'])
    expect(result({ field: 'spec.v', kind: 'C' })).toEqual(['1', '2', '3'])
    expect(keep(source, target, { field: 'spec.v', name: 'z' }).matched).toHaveLength(1)
  })

  test('whose namespace is the environment’s belong together', () => {
    const at = (namespace: string, value: number): string =>
      object('A', 'x', value).replace('name: x', `namespace: ${namespace}\n  name: x`)
    const source = at('staging', 1) + object('B', 'y', 1)
    expect(keep(source, at('production', 2) + object('B', 'z', 2), 'spec.v').text).toBe(
      at('staging', 2) + object('B', 'y', 1),
    )
  })

  test('files without object match declarations without kind', () => {
    expect(keep('a: 1\n', 'a: 2\n', { field: 'a', kind: 'A' })).toMatchObject({ text: 'a: 1\n', matched: [] })
    expect(keep('a: 1\n', 'a: 2\n', { field: 'a' }).kept).toEqual([{ declaration: declare('a'), path: 'a' }])
  })
})

describe('what cannot be kept', () => {
  const paths = ({ unsafe }: KeptText): readonly string[] => unsafe.map(({ path }) => path)

  test.each([
    ['an alias in the target', 'a: 1\nb: 2\n', 'x: &x 5\na: *x\n', 'a'],
    ['an alias above it', 'a: {b: 1}\n', 'x: &x {b: 5}\na: *x\n', 'a.b'],
    ['an alias in the source', 'x: &x 5\na: *x\n', 'a: 1\n', 'a'],
    ['an anchor in the source', 'a: &x 5\nb: *x\n', 'a: 1\n', 'a'],
    ['an anchor above it', 'a: &x\n  b: 5\nc: *x\n', 'a:\n  b: 1\n', 'a.b'],
    ['a merge key in the target', 'a:\n  b: 1\n', 'x: &x\n  b: 2\na:\n  <<: *x\n', 'a.b'],
    ['a merge key in the source', 'x: &x\n  b: 2\na:\n  <<: *x\n', 'a:\n  b: 1\n', 'a.b'],
    ['something else in its way', 'a: 1\n', 'a:\n  b: 1\n', 'a.b'],
    ['what SOPS encrypted', 'a: 1\nsops:\n  mac: x\n', 'a: 2\nsops:\n  mac: y\n', 'a'],
    ['keys that stand twice', 'a:\n  b: 1\n  b: 2\n', 'a:\n  b: 1\n', 'a.b'],
  ])('%s', (_, source, target, field) => {
    const result = keep(source, target, field)
    expect(result).toMatchObject({ text: source, kept: [], matched: [declare(field)] })
    expect(paths(result)).toEqual([field])
  })

  test.each([
    ['x: &x 5\na: *x\n', 'a: 5\n', 'a'],
    ['b: 1\nsops:\n  mac: x\n', 'b: 2\nsops:\n  mac: y\n', 'a'],
    ['x: &x 5\ny: *x\na: 1\n', 'a: 1\n', 'a'],
  ])('%j with the same value in %j is no loss', (source, target, field) => {
    expect(keep(source, target, field)).toMatchObject({ text: source, kept: [], unsafe: [] })
  })

  test('leaves other fields of the file kept', () => {
    const result = keep('x: &x 1\na: *x\nb: 1\n', 'a: 2\nb: 2\n', 'a', 'b')
    expect(result.text).toBe('x: &x 1\na: *x\nb: 2\n')
    expect([paths(result), result.kept.map(({ path }) => path)]).toEqual([['a'], ['b']])
  })

  test('what is no YAML', () => {
    expect(keepFields({ source: 'a: [', target: 'a: 1\n', fields: [declare('a')] })).toBeUndefined()
    expect(keepFields({ source: 'a: 1\n', target: 'a: [', fields: [declare('a')] })).toBeUndefined()
  })
})
