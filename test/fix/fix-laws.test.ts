import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Repository } from '../../src/model/repository.ts'
import { emitYaml } from '../../src/yaml/emit-yaml.ts'
import { planTexts, type Texts } from './read-case.ts'

const shop = `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop, annotations: { from: base } }
spec:
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec: { containers: [{ name: shop, image: "shop:1.0" }] }
`
const others: Texts = {
  'base/kustomization.yaml': 'resources: [shop.yaml]\n',
  'base/shop.yaml': shop,
  'more/kustomization.yaml': 'resources: [more.yaml]\n',
  'more/more.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: more\n',
  'top/one.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: one }\n',
  'top/patch.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  replicas: 2\n',
  'top/patch.json': '[{"op": "add", "path": "/spec/paused", "value": true}]\n',
  'top/a.env': 'A=b\n',
}

/** Fields of a kustomization file, each in several ways of writing, with comments that say where they belong. */
const fields: readonly (readonly string[])[] = [
  [
    'bases:\n  - ../base # c1\n',
    'bases: [../base]\n',
    '# c1\nbases: # c2\n- ../base\n',
    'Bases:\n    # c1\n    - ../base\n',
  ],
  [
    'resources:\n- one.yaml # c3\n',
    'resources: [one.yaml]\n',
    'resources:\n  # c3\n\n  - ../more\n  # c4\n  - one.yaml\n',
    'resources:\n',
  ],
  [
    'commonLabels:\n  team: a # c5\n',
    'commonLabels: {team: a}\n',
    'commonLabels: # c5\n    # c6\n    team: a\n\n    part: "1"\n',
  ],
  ['labels:\n  - pairs: {tier: b}\n', 'labels:\n- pairs:\n    team: b\n', 'labels: []\n'],
  [
    'patchesStrategicMerge:\n- patch.yaml # c7\n',
    'patchesStrategicMerge: [patch.yaml]\n',
    'patchesStrategicMerge:\n  # c7\n  - |-\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata:\n      name: shop\n      annotations:\n        from: null\n        to: inline\n  - patch.yaml\n',
    'patchesStrategicMerge:\n- "{apiVersion: apps/v1, kind: Deployment, metadata: {name: shop},\n  spec: {replicas: 4}}"\n',
  ],
  [
    'patches:\n  - path: patch.json # c8\n    target: {kind: Deployment}\n',
    'patches: [{path: patch.json, target: {kind: Deployment}}]\n',
    'patches:\n-   target:\n        kind: Deployment\n    patch: |\n        - op: replace\n          path: /metadata/annotations/from\n          value: patch # no comment\n',
  ],
  [
    'patchesJson6902:\n  - path: patch.json\n    target: {group: apps, version: v1, kind: Deployment, name: shop} # c9\n',
    'patchesJson6902:\n- target: {group: apps, version: v1, kind: Deployment, name: shop}\n  patch: |-\n    # c9\n    - {op: add, path: /metadata/annotations/last, value: json}\n',
  ],
  ['imageTags:\n- name: shop # c10\n  newTag: "2"\n', 'images:\n- {name: shop, newTag: "3"}\n'],
  ['configMapGenerator:\n- name: flags\n  env: a.env # c11\n', 'secretGenerator:\n  - env: "a.env"\n    name: flags\n'],
]

const file = fc
  .tuple(...fields.map((ways) => fc.option(fc.constantFrom(...ways), { nil: '' })))
  .chain((some) => fc.shuffledSubarray(some, { minLength: some.length }))
  .chain((some) => fc.tuple(...some.map((one) => fc.constantFrom(one, one === '' ? '' : `\n${one}`))))
  .map((some) => `# top\nkind: Kustomization\n${some.join('')}`)

function printBuilds({ builds }: Repository): readonly string[] {
  return builds.map(({ directory, objects, problems }) =>
    [directory, problems.length, ...objects.map(({ value }) => emitYaml(value))].join('\n---\n'),
  )
}

function commentsOf(text = ''): readonly string[] {
  return (text.match(/# c\d+|# top/g) ?? []).sort()
}

describe('every plan', () => {
  it('renders the same, keeps the comments and leaves nothing to do', () => {
    let changed = 0
    fc.assert(
      fc.property(file, (text) => {
        const before = { ...others, 'top/kustomization.yaml': text }
        const { repository, fixed, after, plan } = planTexts(before)
        expect(printBuilds(fixed)).toEqual(printBuilds(repository))
        expect(commentsOf(after['top/kustomization.yaml'])).toEqual(commentsOf(text))
        expect(planTexts(after).plan.changes).toEqual([])
        if (plan.changes.length > 0) changed += 1
      }),
      { numRuns: 25 },
    )
    expect(changed).toBeGreaterThan(8)
  })

  it('survives a text with a wound', () => {
    const wound = fc.constantFrom(
      '',
      '\t',
      '- ',
      ': ',
      '{{ x }}',
      '*a ',
      '&a ',
      '"',
      '|+',
      '\n',
      '#',
      '[',
      '!t ',
      '\r\n',
      '<<: ',
    )
    fc.assert(
      fc.property(file, fc.nat(), fc.nat(12), wound, (text, at, length, inserted) => {
        const start = at % text.length
        const wounded = text.slice(0, start) + inserted + text.slice(start + length)
        const { repository, fixed, after } = planTexts({ ...others, 'top/kustomization.yaml': wounded })
        expect(fixed.builds.flatMap(({ objects }) => objects.map(({ value }) => emitYaml(value)))).toEqual(
          repository.builds.flatMap(({ objects }) => objects.map(({ value }) => emitYaml(value))),
        )
        expect(planTexts(after).plan.changes).toEqual([])
      }),
      { numRuns: 25 },
    )
  })
})

describe('a fix', () => {
  const before = { ...others, 'top/kustomization.yaml': 'bases:\n- ../base\n' }

  it('is not made where its rule is off', () => {
    const off = new Map([['deprecated-field', { severity: 'off' as const, options: {} }]])
    expect(planTexts(before, off).plan).toEqual({ changes: [], applied: [], refused: [] })
  })

  it('is not made in a file that may not be changed', () => {
    const { plan } = planTexts(before, new Map(), (path) => path !== 'top/kustomization.yaml')
    expect(plan.changes).toEqual([])
    expect(plan.refused.map(({ why }) => why)).toEqual([
      'it would change `top/kustomization.yaml` too, which is not asked for',
    ])
  })

  it('keeps a byte order mark', () => {
    const { after } = planTexts({ ...others, 'top/kustomization.yaml': '\ufeffbases:\n- ../base\n' })
    expect(after['top/kustomization.yaml']).toBe('\ufeffresources:\n- ../base\n')
  })

  it('says what was compared', () => {
    const [applied] = planTexts(before).plan.applied
    expect(applied).toMatchObject({ effect: 'nothing', files: ['top/kustomization.yaml'], compared: 1 })
  })
})
