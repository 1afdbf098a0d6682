import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { formatFieldPath } from '../../src/kustomize/lineage/parse-field-path.ts'
import type { KeptField } from '../../src/model/layout.ts'
import { keepFields } from '../../src/promote/fields/keep-fields.ts'
import { type Data, documents, print, styles } from './merge-random.ts'

type Map = { [key: string]: Data }
type Step = string | number | { readonly name: string } | '*'

function isMap(value: Data | undefined): value is Map {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isNothing(value: Data | undefined): boolean {
  return value === null || value === undefined || (typeof value === 'object' && Object.keys(value).length === 0)
}

/** Whether a list holds objects with names. */
function isNamed(value: Data | undefined): value is Map[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => isMap(item) && typeof item.name === 'string')
}

/** The paths of all nodes but the root, keys of maps and names of items. */
function listSteps(value: Data, path: readonly Step[] = []): readonly (readonly Step[])[] {
  const inner: readonly (readonly [Step, Data])[] = isNamed(value)
    ? value.map((item) => [{ name: String(item.name) }, item])
    : isMap(value)
      ? Object.entries(value).filter(([key]) => !(key === 'name' && path.length > 0))
      : []
  return inner.flatMap(([step, child]) => [[...path, step], ...listSteps(child, [...path, step])])
}

function write(path: readonly Step[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'object') return `${text}[name=${step.name}]`
    const part = step === '*' ? step : formatFieldPath([step])
    return text === '' || part.startsWith('[') ? text + part : `${text}.${part}`
  }, '')
}

/** The source's value with the target's at a path; undefined where nothing is to be there. */
function keepInData(source: Data | undefined, target: Data, [step, ...rest]: readonly Step[]): Data | undefined {
  if (step === undefined) return target
  if (isMap(target)) {
    if (typeof step === 'object') return source
    if (!isMap(source) && !isNothing(source)) return source
    const result: Map = isMap(source) ? { ...source } : {}
    for (const key of step === '*' ? Object.keys(target) : [String(step)]) {
      const value = Object.hasOwn(target, key) ? target[key] : undefined
      if (value === undefined) continue
      const kept = keepInData(Object.hasOwn(result, key) ? result[key] : undefined, value, rest)
      if (kept !== undefined) result[key] = kept
    }
    return isNothing(source) && isNothing(result) ? source : result
  }
  if (isNamed(target) && typeof step === 'object' && isNamed(source)) {
    const value = target.find(({ name }) => name === step.name)
    if (value === undefined || !source.some(({ name }) => name === step.name)) return source
    return source.map((item) => (item.name === step.name ? (keepInData(item, value, rest) ?? item) : item))
  }
  return source
}

const declarations = (path: readonly Step[]): readonly KeptField[] => [
  { field: write(path), kind: undefined, name: undefined },
]
const runs = Number(process.env.KEEP_RUNS ?? 1000)

const cases = fc
  .record({
    one: documents,
    other: documents,
    changed: fc.array(fc.tuple(fc.nat(), documents), { maxLength: 3 }),
    isRelated: fc.boolean(),
    at: fc.nat(),
    stars: fc.nat(7),
    style: styles,
    targetStyle: styles,
  })
  .map(({ one, other, changed, isRelated, at, stars, style, targetStyle }) => {
    const target = isRelated ? changed.reduce((data, [place, value]) => changeAt(data, place, value), one) : other
    const paths = listSteps(target)
    const path = paths[at % Math.max(paths.length, 1)] ?? ['k1']
    // Some steps through maps are stars.
    const steps = path.map((step, index) => (typeof step === 'string' && stars === index ? '*' : step))
    return { source: one, target, steps, style, targetStyle }
  })

function changeAt(data: Map, place: number, value: Map): Map {
  const keys = Object.keys(data)
  const key = keys[place % Math.max(keys.length, 1)] ?? 'k1'
  const child = data[key]
  const inner = isMap(child) && place % 3 > 0 ? changeAt(child, Math.floor(place / 3), value) : (value.spec ?? value)
  return { ...data, [key]: inner }
}

/** As the text says it: numbers and texts that are written alike stay apart. */
const read = (text: string): Data => parse(text) ?? {}

/** Whether the item that a path names is in the target alone: it is put in, which the model leaves out. */
function putsItem(source: Data, steps: readonly Step[], target: Data): boolean {
  return typeof steps.at(-1) === 'object' && keepInData(source, target, steps) !== undefined
}

describe('laws of kept fields', () => {
  test('what is kept is what the model says, and doing so twice is doing so once', () => {
    fc.assert(
      fc.property(cases, ({ source, target, steps, style, targetStyle }) => {
        const texts = { source: print(source, style), target: print(target, targetStyle) }
        const fields = declarations(steps)
        const result = keepFields({ ...texts, fields })
        if (result === undefined) throw new Error('no YAML')
        if (!putsItem(source, steps, target)) {
          expect(read(result.text)).toEqual(keepInData(source, target, steps))
        }
        expect(keepFields({ source: result.text, target: texts.target, fields })?.text).toBe(result.text)
        expect(keepFields({ source: texts.target, target: texts.target, fields })?.text).toBe(texts.target)
        expect(keepFields({ ...texts, fields: [] })?.text).toBe(texts.source)
      }),
      { numRuns: runs },
    )
  })

  test('several fields at once are one after the other', () => {
    const both = fc.tuple(cases, fc.nat())
    fc.assert(
      fc.property(both, ([{ source, target, steps, style, targetStyle }, at]) => {
        const paths = listSteps(target)
        const other = paths[at % Math.max(paths.length, 1)] ?? ['k2']
        const texts = { source: print(source, style), target: print(target, targetStyle) }
        // Where items are put in, their order may depend on which came first.
        fc.pre(typeof steps.at(-1) !== 'object' && typeof other.at(-1) !== 'object')
        const [one, two] = [declarations(steps), declarations(other)]
        const together = keepFields({ ...texts, fields: [...one, ...two] })
        const first = keepFields({ ...texts, fields: one })
        const second = keepFields({ source: first?.text ?? '', target: texts.target, fields: two })
        if ([together, first, second].some((result) => result === undefined || result.unsafe.length > 0)) return
        expect(read(together?.text ?? '')).toEqual(read(second?.text ?? ''))
      }),
      { numRuns: Math.ceil(runs / 3) },
    )
  })

  test('comments and writing of the source stay where nothing is kept', () => {
    fc.assert(
      fc.property(documents, styles, styles, (data, style, targetStyle) => {
        const source = print({ own: 1, ...data }, style)
        const target = print({ ...data, own: 2 }, targetStyle)
        const text = keepFields({ source, target, fields: declarations(['own']) })?.text ?? ''
        const withoutLine = (of: string): string => of.replace(/^own:.*$|"own": \d/m, '')
        expect(withoutLine(text)).toBe(withoutLine(source))
        expect(read(text)).toEqual({ ...data, own: 2 })
      }),
      { numRuns: Math.ceil(runs / 3) },
    )
  })

  test('any text gives a result or none, never an error', () => {
    const pieces = fc.constantFrom(
      ...['a', 'b', ': ', ':\n', '\n', ' ', '  ', '- ', '&x ', '*x', '<<: *x\n', '{', '}', '[', ']', ', ', '# c\n'],
      ...['|\n', '"', "'", '1', '---\n', '...\n', 'a:\n  b: 1\n', 'a: 2\n', '\r\n', '!!str ', '? ', 'sops: {mac: x}\n'],
    )
    const text = fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join(''))
    const field = fc.constantFrom('a', 'a.b', '*', 'a.*', 'b', '*.*', 'a[0]', '[0]', '*[a=b]', 'a[a=1].b')
    fc.assert(
      fc.property(text, text, field, (source, target, path) => {
        const fields = [{ field: path, kind: undefined, name: undefined }]
        const result = keepFields({ source, target, fields })
        if (result === undefined) return
        expect(keepFields({ source: result.text, target, fields })?.text).toBe(result.text)
      }),
      { numRuns: 3 * runs },
    )
  })
})
