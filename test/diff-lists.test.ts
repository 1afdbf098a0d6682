import { describe, expect, it } from 'vitest'
import { alignItems } from '../src/model/diff/align-items.ts'
import { pairListItems } from '../src/model/diff/pair-list-items.ts'
import type { JsonValue } from '../src/yaml/json-value.ts'

function edit(before: string, after: string): string {
  const [old, now] = [before.split(''), after.split('')]
  return alignItems(old, now)
    .map((one) => {
      if (one.after === undefined) return `-${old[one.before ?? 0]}`
      return one.before === undefined ? `+${now[one.after]}` : now[one.after]
    })
    .join(' ')
}

describe('alignItems', () => {
  it.each([
    ['', '', ''],
    ['abc', 'abc', 'a b c'],
    ['', 'ab', '+a +b'],
    ['ab', '', '-a -b'],
    ['abcd', 'acd', 'a -b c d'],
    ['abcd', 'abxcd', 'a b +x c d'],
    ['axb', 'ayb', 'a -x +y b'],
    ['aaa', 'aa', 'a a -a'],
    ['abcde', 'badce', '-a b -c +a d +c e'],
  ])('%s to %s', (before, after, expected) => {
    expect(edit(before, after)).toBe(expected)
  })

  it('stays fast where lists are long', () => {
    const lines = (offset: number): readonly string[] =>
      Array.from({ length: 50_000 }, (_, index) => `${index * offset}`)
    const start = Date.now()
    expect(alignItems(lines(2), lines(3)).length).toBeGreaterThan(50_000)
    expect(Date.now() - start).toBeLessThan(2000)
  })
})

describe('pairListItems', () => {
  const map = (fields: Readonly<Record<string, JsonValue>>): JsonValue => new Map(Object.entries(fields))
  const schema = { field: () => undefined, elements: () => undefined, patchStrategy: 'merge' }
  const show = (
    before: readonly JsonValue[],
    after: readonly JsonValue[],
    mergeKeys: readonly string[] = [],
  ): unknown =>
    pairListItems(before, after, { ...schema, mergeKeys }).items.map((one) => [one.part, one.before, one.after])

  it('takes the name first', () => {
    const before = [map({ name: 'a', port: 1 }), map({ name: 'b', port: 2 })]
    const after = [map({ name: 'b', port: 3 }), map({ name: 'c', port: 1 })]
    expect(show(before, after, ['port'])).toEqual([
      [{ key: 'name', value: 'a' }, 0, undefined],
      [{ key: 'name', value: 'b' }, 1, 0],
      [{ key: 'name', value: 'c' }, undefined, 1],
    ])
  })

  it('takes the keys of Kubernetes where names are not unique', () => {
    const before = [map({ name: 'data', mountPath: '/a' }), map({ name: 'data', mountPath: '/b' })]
    const after = [map({ name: 'data', mountPath: '/b' })]
    expect(show(before, after, ['mountPath'])).toEqual([
      [{ key: 'mountPath', value: '/a' }, 0, undefined],
      [{ key: 'mountPath', value: '/b' }, 1, 0],
    ])
  })

  it('counts where a key alone does not tell items apart', () => {
    const ports = [map({ port: 53, protocol: 'TCP' }), map({ port: 53, protocol: 'UDP' })]
    expect(show(ports, ports, ['port', 'protocol'])).toEqual([
      [0, 0, 0],
      [1, 1, 1],
    ])
  })

  it('pairs what changed between equal items', () => {
    expect(show(['a', 'b', 'c'], ['a', 'x', 'c', 'd'])).toEqual([
      [0, 0, 0],
      [1, 1, 1],
      [2, 2, 2],
      [3, undefined, 3],
    ])
  })

  it('tells a list that only has another order', () => {
    const [a, b] = [map({ name: 'a' }), map({ name: 'b' })]
    expect(pairListItems([a, b], [b, a], undefined).order).toEqual({ before: ['a', 'b'], after: ['b', 'a'] })
    expect(pairListItems([a, b], [a, b], undefined).order).toBeUndefined()
  })
})
