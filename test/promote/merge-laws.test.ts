import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { mergeYaml } from '../../src/promote/merge/merge-yaml.ts'
import { applyToData, type Data, documents, type Edit, listPaths, print, styles } from './merge-random.ts'

const read = (text: string): Data => parse(text, { uniqueKeys: false }) ?? {}

const isWithin = (path: readonly string[], other: readonly string[]): boolean =>
  other.every((key, at) => path[at] === key)

const cases = fc
  .record({
    base: documents,
    style: styles,
    targetStyle: styles,
    picks: fc.array(
      fc.record({
        at: fc.nat(),
        isSource: fc.boolean(),
        value: fc.option(documents, { nil: undefined }),
        key: fc.nat(9),
      }),
      { maxLength: 6 },
    ),
  })
  .map(({ base, style, targetStyle, picks }) => {
    const paths = listPaths(base)
    const edits: (Edit & { readonly isSource: boolean })[] = []
    for (const { at, isSource, value, key } of picks) {
      const known = paths[at % Math.max(paths.length, 1)]
      // Some are of a key that the base lacks; an item of a list keeps its name, so it is changed inside only.
      const path = key < 4 || known === undefined ? [`new${key}`] : known
      const isApart = edits.every((edit) => !isWithin(edit.path, path) && !isWithin(path, edit.path))
      if (isApart) edits.push({ path, value: path[0]?.startsWith('new') ? (value ?? 1) : value, isSource })
    }
    const ofSource = edits.filter((edit) => edit.isSource)
    const ofTarget = edits.filter((edit) => !edit.isSource)
    return {
      data: applyToData(applyToData(base, ofTarget), ofSource),
      ofSource,
      targetData: applyToData(base, ofTarget),
      base: print(base, style),
      source: print(applyToData(base, ofSource), style),
      target: print(applyToData(base, ofTarget), targetStyle),
    }
  })

describe('laws of the merge', () => {
  test('changes of different fields come together, and what is not concerned keeps its comments', () => {
    fc.assert(
      fc.property(cases, ({ base, source, target, data, ofSource }) => {
        fc.pre(read(base) !== null)
        const { text, conflicts } = mergeYaml({ base, source, target })
        expect(conflicts).toEqual([])
        expect(read(text)).toEqual(data)
        for (const [comment = '', path = ''] of target.matchAll(/# (?:on|at) ([^\r\n]*)/g)) {
          const keys = path.split('/')
          const isTouched = ofSource.some((edit) => isWithin(keys, edit.path) || isWithin(edit.path, keys))
          if (!isTouched) expect(text).toContain(comment)
        }
      }),
      { numRuns: Number(process.env.MERGE_RUNS ?? 400) },
    )
  })

  test('nothing new in the source leaves the target byte for byte; the same on both sides is no conflict', () => {
    fc.assert(
      fc.property(cases, ({ base, source, target }) => {
        expect(mergeYaml({ base, source: base, target }).text).toBe(target)
        expect(mergeYaml({ base, source: target, target }).text).toBe(target)
        expect(mergeYaml({ base, source, target: base }).text).toBe(source)
        const touched = `${base}# the target's own\n`
        expect(read(mergeYaml({ base, source, target: touched }).text)).toEqual(read(source))
      }),
      { numRuns: 150 },
    )
  })

  test('any three documents give a merge or conflicts, never an error', () => {
    fc.assert(
      fc.property(documents, documents, documents, styles, (base, source, target, style) => {
        const texts = { base: print(base, style), source: print(source, style), target: print(target, style) }
        const result = mergeYaml(texts)
        if (result.conflicts.length > 0) expect(result.text).toBe(texts.target)
        else read(result.text)
      }),
      { numRuns: 150 },
    )
  })
})
