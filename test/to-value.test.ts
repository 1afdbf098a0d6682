import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nodeAt } from '../src/yaml/node-at.ts'
import { parseYaml } from '../src/yaml/parse-yaml.ts'
import { toValue } from '../src/yaml/to-value.ts'

interface Recorded {
  readonly values: readonly (readonly [yaml: string, value: unknown])[]
}

const { values } = JSON.parse(readFileSync(join(import.meta.dirname, 'data/scalars.json'), 'utf8')) as Recorded

/** The value of a text that stands behind a key. */
function readValue(text: string, version?: '1.1' | '1.2'): unknown {
  const [document] = parseYaml(`v: ${text}\n`)
  if (document === undefined) throw new Error('no document')
  return toValue(document, nodeAt(document, document.root, ['v']), version)
}

describe('toValue types scalars as kustomize does', () => {
  it.each(values)('%j is %j', (yaml, value) => {
    expect(JSON.stringify(readValue(yaml))).toBe(JSON.stringify(value))
  })
})

describe('toValue in YAML 1.2', () => {
  it.each([
    ['true', true],
    ['False', false],
    ['yes', 'yes'],
    ['No', 'No'],
    ['on', 'on'],
    ['off', 'off'],
    ['y', 'y'],
    ['~', null],
    ['"true"', 'true'],
    ['2.9', 2.9],
    ['[off, on]', ['off', 'on']],
  ])('%j is %j', (yaml, value) => {
    expect(readValue(yaml, '1.2')).toEqual(value)
  })
})

describe('toValue of collections', () => {
  it.each([
    ['{a: {b: [1, {c: ~}]}}', { a: { b: [1, { c: null }] } }],
    ['{a: 1, a: 2}', { a: 2 }],
    ['{<<: {a: 1, b: 2}, a: 3}', { a: 3, b: 2 }],
    ['[&x {a: 1}, *x]', [{ a: 1 }, { a: 1 }]],
    ['[]', []],
    ['{}', {}],
  ])('%s', (yaml, value) => {
    expect(JSON.parse(JSON.stringify(readValue(yaml)))).toEqual(value)
  })

  it('takes a key of a prototype for a key', () => {
    const value = readValue('{__proto__: {a: 1}, constructor: 2}') as object
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor'])
    expect('toString' in value).toBe(false)
  })

  it.each([
    ['lists', (name: string, before: string) => `${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`],
    [
      'maps',
      (name: string, before: string) =>
        `${name}: &${name} {${[...'123456789'].map((key) => `k${key}: *${before}`).join(', ')}}`,
    ],
  ])('throws a RangeError on a bomb of %s, at once', (_name, line) => {
    const names = [...'abcdefghijkl']
    const lines = names.map((name, index) => (index === 0 ? 'a: &a [x]' : line(name, names[index - 1] ?? '')))
    const [document] = parseYaml(`${lines.join('\n')}\n`)
    const started = performance.now()
    expect(() => document && toValue(document, document.root)).toThrow(/aliases/)
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  it.each(['&a [*a]', '&a {b: *a}', '&a {<<: *a, b: 1}', '&a [&b [*a, *b]]'])('ends on %s', (yaml) => {
    try {
      readValue(yaml)
    } catch (error) {
      expect(String(error)).toMatch(/^RangeError: aliases/)
    }
  })

  it('a bomb of merge keys is no bomb: the keys are few', () => {
    const names = [...'abcdefghijkl']
    const lines = names.map((name, index) =>
      index === 0
        ? 'a: &a {x: 1}'
        : `${name}: &${name} {<<: [${Array(9)
            .fill(`*${names[index - 1]}`)
            .join(', ')}]}`,
    )
    const [document] = parseYaml(`${lines.join('\n')}\n`)
    const started = performance.now()
    expect(document && nodeAt(document, document.root, ['l'])).toBeDefined()
    expect(document && Object.keys(toValue(document, document.root) as object)).toEqual(names)
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})
