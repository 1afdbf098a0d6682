import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findDuplicateKeys } from '../src/rules/yaml/find-duplicate-keys.ts'
import { parseYaml } from '../src/yaml/parse-yaml.ts'

/** A mapping as it is to be written: its keys in order, some of them more than once. */
interface Mapping {
  readonly entries: readonly (readonly [key: string, value: Mapping | readonly Mapping[] | string])[]
}

const key = fc.constantFrom('name', 'image', 'on', '1', 'a.b/c', 'Name', '<', 'x y')

const { mapping } = fc.letrec<{ mapping: Mapping; value: Mapping | readonly Mapping[] | string }>((tie) => ({
  mapping: fc.record({ entries: fc.array(fc.tuple(key, tie('value')), { minLength: 1, maxLength: 6 }) }),
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom('x', '12', 'some text'),
    tie('mapping'),
    fc.array(tie('mapping'), { minLength: 1, maxLength: 3 }),
  ),
}))

function isMapping(value: Mapping | readonly Mapping[] | string): value is Mapping {
  return typeof value === 'object' && !Array.isArray(value)
}

/** Writes a mapping in block style, each key in one of the three ways in which it can be written. */
function write({ entries }: Mapping, indent: string): string {
  return entries
    .map(([name, value], at) => {
      const written = [name, `"${name}"`, `'${name}'`][(name.length + at) % 3] ?? name
      if (typeof value === 'string') return `${indent}${written}: ${value}\n`
      if (isMapping(value)) return `${indent}${written}:\n${write(value, `${indent}  `)}`
      const items = value.map((item) => `${indent}  -\n${write(item, `${indent}    `)}`)
      return `${indent}${written}:\n${items.join('')}`
    })
    .join('')
}

/** What must be found, in no order: path, key and count. */
function expected({ entries }: Mapping, path: string): readonly string[] {
  const counts = new Map<string, number>()
  for (const [name] of entries) counts.set(name, (counts.get(name) ?? 0) + 1)
  const own = [...counts].flatMap(([name, count]) => (count > 1 ? [`${path} ${name} ${count}`] : []))
  const inside = entries.flatMap(([name, value]) => {
    if (typeof value === 'string') return []
    const below = path === '' ? name : `${path}.${name}`
    return isMapping(value) ? expected(value, below) : value.flatMap((item) => expected(item, `${below}[]`))
  })
  return [...own, ...inside]
}

describe('findDuplicateKeys', () => {
  it('finds exactly the keys that are repeated, with all their places', () => {
    fc.assert(
      fc.property(mapping, (value) => {
        const text = write(value, '')
        const [document] = parseYaml(text)
        expect(document?.problems).toEqual([])
        const found = findDuplicateKeys(text, document?.root)
        const described = found.map((one) => `${one.path} ${one.key} ${one.places.length}`)
        expect(described.toSorted()).toEqual(expected(value, '').toSorted())
        for (const { places, key: name } of found) {
          for (const { range } of places) expect(text.slice(range?.[0], range?.[1]).replace(/["']/g, '')).toBe(name)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('does not care for what stands between', () => {
    fc.assert(
      fc.property(mapping, (value) => {
        const text = write(value, '')
        const commented = text.replaceAll('\n', ' # once more\n\n')
        const find = (one: string) =>
          findDuplicateKeys(one, parseYaml(one)[0]?.root).map((found) => found.path + found.key)
        expect(find(commented)).toEqual(find(text))
      }),
    )
  })

  it('is linear in the keys and the depth', () => {
    const wide = Array.from({ length: 100_000 }, (_, at) => `k${at % 50_000}: 1\n`).join('')
    expect(findDuplicateKeys(wide, parseYaml(wide)[0]?.root)).toHaveLength(50_000)
    const deep = `${'{a: '.repeat(80)}{b: 1, b: 2}${'}'.repeat(80)}`
    expect(findDuplicateKeys(deep, parseYaml(deep)[0]?.root)).toHaveLength(1)
  })

  it('sees what an alias names once', () => {
    const text = 'a: &a { b: 1, b: 2 }\nc: *a\nd: [*a, *a]\n'
    expect(findDuplicateKeys(text, parseYaml(text)[0]?.root)).toHaveLength(1)
  })
})
