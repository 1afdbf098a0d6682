import { describe, expect, it } from 'vitest'
import table from '../../fixtures/yaml/emitted.json' with { type: 'json' }
import { emitYaml } from '../../src/yaml/emit-yaml.ts'
import type { JsonValue } from '../../src/yaml/json-value.ts'

// The fixture is what JSONToYAML of sigs.k8s.io/yaml v1.5.0 prints for random values, null where it fails. Objects are
// written `{"o": [[key, value], …]}` and whole numbers beyond 2^53 `{"b": "…"}`.

function decode(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(decode)
  if (typeof value !== 'object' || value === null) return value as JsonValue
  if ('b' in value) return BigInt(String(value.b))
  const { o } = value as { readonly o: readonly (readonly [string, unknown])[] }
  return new Map(o.map(([key, item]) => [key, decode(item)]))
}

it('prints values as kustomize does', () => {
  for (const [value, text] of table) {
    const print = (): string => emitYaml(decode(value))
    if (text === null) expect(print, JSON.stringify(value)).toThrow(RangeError)
    else expect(print()).toBe(text)
  }
})

const object = (...entries: readonly (readonly [string, JsonValue])[]): JsonValue => new Map(entries)

describe('kustomize prints', () => {
  it.each<readonly [string, JsonValue, string]>([
    ['numbers in keys by size', object(['a10', 1], ['a9', 2], ['b', 3]), 'a9: 2\na10: 1\nb: 3\n'],
    [
      'lists as far left as their key',
      object(['a', [1, [2, 3], object(['b', []])]]),
      'a:\n- 1\n- - 2\n  - 3\n- b: []\n',
    ],
    ['old booleans in quotes', object(['y', 'no']), '"y": "no"\n'],
    ['base 60 in quotes', object(['a', '12:30']), 'a: "12:30"\n'],
    ['lines that keep their spaces', object(['a', 'x\n  y\n']), 'a: |\n  x\n    y\n'],
    ['a hint for a first line with spaces', object(['a', ' x\ny']), 'a: |2-\n   x\n  y\n'],
    ['all line breaks at the end', object(['a', 'x\n\n']), 'a: |+\n  x\n\n'],
    ['spaces before a line break in quotes', object(['a', 'x \ny']), 'a: "x \\ny"\n'],
    ['emojis escaped', object(['a', '😀']), 'a: "\\U0001F600"\n'],
    ['floats as Go', object(['a', 1234567.5], ['b', 0.00001]), 'a: 1.2345675e+06\nb: 1e-05\n'],
    [
      'large whole numbers in full',
      object(['a', 18446744073709551615n], ['b', 1e15]),
      'a: 18446744073709551615\nb: 1000000000000000\n',
    ],
    ['keys that JavaScript knows', object(['__proto__', 1], ['constructor', 2]), '__proto__: 1\nconstructor: 2\n'],
    ['NEL as a line break that JSON did not mean', object(['a', 'x \u0085 y']), 'a: x y\n'],
  ])('%s', (_, value, text) => {
    expect(emitYaml(value)).toBe(text)
  })

  it('long texts over several lines', () => {
    const words = 'word '.repeat(30).trim()
    expect(emitYaml(object(['a', words]))).toMatch(/^a: (word ){15}word\n {2}word/)
    expect(emitYaml(object(['a', `${words}: `]))).toMatch(/^a: '(word ){15}word\n {2}word/)
  })

  it('plain objects like Maps', () => {
    expect(emitYaml({ b: 1, a: 'x' })).toBe('a: x\nb: 1\n')
  })

  it('no control characters that YAML lacks', () => {
    expect(() => emitYaml(object(['a', '\u007f']))).toThrow(RangeError)
  })
})
