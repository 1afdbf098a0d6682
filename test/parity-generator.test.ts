import { describe, expect, it } from 'vitest'
import { generateCase } from '../scripts/parity/generate-case.ts'
import { judge } from '../scripts/parity/judge.ts'
import type { ParityCase } from '../scripts/parity/parity-case.ts'
import { shrink } from '../scripts/parity/shrink.ts'

describe('generated kustomizations', () => {
  it('are the same for the same seed and index', () => {
    for (const index of [0, 1, 2, 3, 100, 5000]) expect(generateCase(7, index)).toEqual(generateCase(7, index))
  })

  it('differ between indexes and between seeds', () => {
    const texts = [generateCase(1, 0), generateCase(1, 1), generateCase(2, 0), generateCase(2, 1)].map((one) =>
      JSON.stringify(one),
    )
    expect(new Set(texts).size).toBe(4)
  })

  it('reach the fields of a kustomization file', () => {
    const all = Array.from({ length: 400 }, (_, index) => Object.values(generateCase(11, index).files).map(String))
    const text = all.flat().join('\n')
    const fields = [
      ...['resources', 'components', 'configMapGenerator', 'secretGenerator', 'generatorOptions', 'namespace'],
      ...['namePrefix', 'nameSuffix', 'labels', 'commonLabels', 'commonAnnotations', 'images', 'replicas', 'patches'],
      ...['patchesStrategicMerge', 'patchesJson6902', 'replacements', 'vars', 'configurations', 'crds', 'openapi'],
      ...['sortOptions', 'buildMetadata', 'generators', 'transformers', 'validators', 'bases', 'imageTags'],
    ]
    expect(fields.filter((field) => !text.includes(`\n${field}:`))).toEqual([])
  })
})

describe('shrinking', () => {
  const start: ParityCase = {
    files: {
      'top/kustomization.yaml': 'resources:\n- ../base\nnamePrefix: a-\ncommonAnnotations:\n  note: something long\n',
      'base/kustomization.yaml': 'resources:\n- one.yaml\n- two.yaml\nnamespace: x\n',
      'base/one.yaml': 'kind: A\n---\nkind: Bad\nmetadata:\n  name: b\n  labels:\n    a: b\n',
      'base/two.yaml': 'kind: C\n',
    },
    directory: 'top',
    restrictor: 'LoadRestrictionsNone',
    order: 'none',
  }
  const isBad = (one: ParityCase) => Object.values(one.files).some((text) => String(text).includes('kind: Bad'))

  it('leaves only what is needed', async () => {
    const small = await shrink(start, async (one) => isBad(one), 200)
    expect(Object.values(small.files).join('').trim()).toBe('kind: Bad')
    expect(small).toMatchObject({ restrictor: 'LoadRestrictionsRootOnly', order: 'legacy' })
  })

  it('keeps what the question depends on, and asks no more often than allowed', async () => {
    let asked = 0
    const small = await shrink(
      start,
      async (one) => {
        asked += 1
        return isBad(one) && String(one.files['top/kustomization.yaml']).includes('namePrefix')
      },
      12,
    )
    expect(asked).toBeLessThanOrEqual(12)
    expect(small.files['top/kustomization.yaml']).toContain('namePrefix')
  })

  it('gives back the case itself where nothing can go', async () => {
    expect(await shrink(start, async () => false, 100)).toBe(start)
  })
})

describe('two outcomes', () => {
  const rows: readonly [string, Parameters<typeof judge>, string][] = [
    ['the same text', [{ text: 'a: 1\n' }, { text: 'a: 1\n' }], 'equal bytes'],
    ['other quotes', [{ text: 'a: "x"\n' }, { text: 'a: x\n' }], 'equal meaning'],
    ['another value', [{ text: 'a: 1\n' }, { text: 'a: 2\n' }], 'other output'],
    ['two refusals', [{ error: 'x' }, { error: 'y' }], 'both fail'],
    ['our refusal', [{ error: 'x' }, { text: '' }], 'only we fail'],
    ['their refusal', [{ text: '' }, { error: 'x' }], 'only kustomize fails'],
    ['our exception', [{ error: 'x', crash: true }, { error: 'x' }], 'crash'],
  ]
  it.each(rows)('%s', (_, [own, real], verdict) => {
    expect(judge(own, real).verdict).toBe(verdict)
  })
})
