import { describe, expect, it } from 'vitest'
import { BuildError } from '../../src/kustomize/build-error.ts'
import { createMapping, createScalar } from '../../src/kustomize/tree/create-node.ts'
import { readNode } from '../../src/kustomize/tree/read-node.ts'
import { toJson } from '../../src/kustomize/tree/to-json.ts'
import type { ScalarStyle, TreeNode } from '../../src/kustomize/tree/tree-node.ts'
import type { JsonValue } from '../../src/yaml/json-value.ts'
import { parseYaml } from '../../src/yaml/parse-yaml.ts'

// Every row was compared with kyaml v0.21.1's RNode.MarshalJSON.

function read(text: string): TreeNode {
  const [document] = parseYaml(text)
  if (document?.root === undefined) throw new Error('the document is empty')
  return readNode(document, document.root, 'a.yaml', 'resource')
}

function show(value: JsonValue): string {
  if (value instanceof Map) {
    const entries = Array.from(
      value as ReadonlyMap<string, JsonValue>,
      ([key, item]) => `${JSON.stringify(key)}:${show(item)}`,
    )
    return `{${entries.join(',')}}`
  }
  if (Array.isArray(value)) return `[${value.map(show).join(',')}]`
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value)
}

describe('JSON of a text', () => {
  it.each([
    ['a: 5', '{"a":5}'],
    ['a: 1.0', '{"a":1}'],
    ['a: 010', '{"a":8}'],
    ['a: 1_000', '{"a":1000}'],
    ['a: 18446744073709551615', '{"a":18446744073709551615}'],
    ['a: yes', '{"a":"yes"}'],
    ['a: ~\nb:\nc: null', '{"a":null,"b":null,"c":null}'],
    ['a: 2024-01-01', '{"a":"2024-01-01T00:00:00Z"}'],
    ['a: 2024-1-1 1:2:3.50', '{"a":"2024-01-01T01:02:03.5Z"}'],
    ['a: "2024-01-01"', '{"a":"2024-01-01"}'],
    ['a: !!str 5\nb: !!int "5"\nc: !!float 5\nd: !x 5', '{"a":"5","b":5,"c":5,"d":"5"}'],
    ['a: !!binary aGVsbG8=', '{"a":"hello"}'],
    ['a: !!binary /+7A', '{"a":"\ufffd\ufffd\ufffd"}'],
    ['5: a\n1.50: b', '{"5":"a","1.50":"b"}'],
    ['- a\n- [1]', '["a",[1]]'],
    ['__proto__: {constructor: 1}', '{"__proto__":{"constructor":1}}'],
    // go-yaml prints nothing as '' between brackets, and reads that again
    ['a: {b: , c}', '{"a":{"b":"","c":""}}'],
    ['a: >+\n  x\n\n', '{"a":"x\\n\\n\\n"}'],
    ['a: "\\U0001F600\\N"', '{"a":"😀\u0085"}'],
  ])('%j', (text, json) => {
    expect(show(toJson(read(text)))).toBe(json)
  })

  it.each([
    ['a: .inf', 'not-json', '.inf'],
    ['a: {b: .NaN}', 'not-json', '.NaN'],
    ['a: {5: b}', 'not-json', '5'],
    ['a: {~: b}', 'not-json', '~'],
    ['a: {[b]: c}', 'not-json', '[b]'],
    ['a: !!int b', 'not-json', 'b'],
    ['a: !!binary b', 'not-json', 'b'],
    ['a: 2024-01-01T00:00:00+24:00', 'not-json', '2024-01-01T00:00:00+24:00'],
    ['a: {b: 1, c: 2, "b": 3}', 'duplicate-key', 'b'],
    ['5: a\n"5": b', 'duplicate-key', '5'],
    ['a: "\\x7f"', 'unprintable-text', '\\x7f'],
    ['a', 'not-json', 'a'],
  ])('%j is refused', (text, code, place) => {
    try {
      toJson(read(text))
      expect.unreachable()
    } catch (error) {
      if (!(error instanceof BuildError)) throw error
      const { start = 0, end = 0 } = error.problem.at ?? {}
      expect([error.problem.code, text.slice(start, end)]).toEqual([code, place])
    }
  })
})

describe('JSON of a scalar that was set', () => {
  it.each<readonly [string, string, ScalarStyle, JsonValue]>([
    ['5', '', 'plain', 5],
    ['5', '!!str', 'plain', '5'],
    ['5', '!!str', 'double', '5'],
    ['5', '', 'double', '5'],
    ['', '', 'plain', null],
    ['', '!!str', 'plain', ''],
    ['a: b', '', 'plain', 'a: b'],
    ['a\nb\n', '', 'plain', 'a\nb\n'],
    ['true', '', 'plain', true],
    ['yes', '', 'plain', 'yes'],
    ['5', '!!int', 'single', '5'],
    ['a\n\tb', '!!str', 'folded', 'a\n\n\tb'],
    ['b\n\n', '!!str', 'folded', 'b\n\n\n'],
    [' b\nc', '!!str', 'folded', ' b\nc'],
  ])('%j tagged %j, %s', (value, tag, style, expected) => {
    const root = createMapping(undefined, [
      { key: createScalar('a', undefined), value: createScalar(value, undefined, { tag, style }) },
    ])
    expect(toJson(root)).toEqual(new Map([['a', expected]]))
  })

  it.each<readonly [string, string, ScalarStyle]>([
    ['\ta\nb', '!!str', 'literal'],
    ['\ta\nb', '!!str', 'plain'],
    ['a', '!!int', 'plain'],
  ])('%j tagged %j, %s, is refused', (value, tag, style) => {
    const root = createMapping(undefined, [
      { key: createScalar('a', undefined), value: createScalar(value, undefined, { tag, style }) },
    ])
    expect(() => toJson(root)).toThrow(BuildError)
  })

  it('of an object that a patch has deleted', () => {
    expect(toJson(createMapping(undefined))).toEqual(new Map())
    expect(toJson(createScalar('', undefined, { tag: '!!null' }))).toEqual(new Map())
    expect(toJson(createScalar('null', undefined, { tag: '!!null' }))).toBe(null)
  })
})
