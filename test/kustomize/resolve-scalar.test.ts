import { describe, expect, it } from 'vitest'
import table from '../../fixtures/yaml/scalars.json' with { type: 'json' }
import { resolveScalar } from '../../src/yaml/resolve-scalar.ts'

// The fixture is what go.yaml.in/yaml/v3 v3.0.3 makes of plain scalars, most of them random.

const timestamps: readonly (readonly string[])[] = table['!!timestamp']

describe('a plain scalar is typed as in go-yaml v3', () => {
  it('texts', () => {
    for (const text of table['!!str'])
      expect([text, resolveScalar(text)]).toEqual([text, { tag: '!!str', value: text }])
  })

  it.each(['!!int', '!!float'] as const)('%s', (tag) => {
    for (const [text = '', value] of table[tag] as readonly (readonly string[])[]) {
      const resolved = resolveScalar(text)
      expect([text, resolved.tag]).toEqual([text, tag])
      expect([text, Object.is(resolved.value, -0) ? '-0' : String(resolved.value)]).toEqual([text, value])
    }
  })

  it('timestamps, in the form of RFC 3339', () => {
    for (const [text = '', value] of timestamps)
      expect([text, resolveScalar(text)]).toEqual([text, { tag: '!!timestamp', value }])
  })

  it.each([
    ['', '!!null', null],
    ['~', '!!null', null],
    ['null', '!!null', null],
    ['nULL', '!!str', 'nULL'],
    ['true', '!!bool', true],
    ['FALSE', '!!bool', false],
    ['yes', '!!str', 'yes'],
    ['off', '!!str', 'off'],
    ['<<', '!!merge', '<<'],
    ['9007199254740993', '!!int', 9007199254740993n],
    ['18446744073709551616', '!!float', 2 ** 64],
    ['1:30', '!!str', '1:30'],
    ['1e400', '!!str', '1e400'],
  ])('%j is %s', (text, tag, value) => {
    expect(resolveScalar(text)).toEqual({ tag, value })
  })
})
