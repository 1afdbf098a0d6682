import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { carryConfiguration } from '../../src/promote/versions/carry-configuration.ts'
import { carryVersions } from '../../src/promote/versions/carry-versions.ts'
import { isImage } from '../../src/promote/versions/is-image.ts'
import { listVersionFields } from '../../src/promote/versions/list-version-fields.ts'
import { documents, print, styles } from './merge-random.ts'

function fieldsOf(text: string): readonly string[] {
  return listVersionFields(text).map(({ path, value, start, end }) => {
    expect(text.slice(start, end)).toContain(value)
    return `${path} ${value}`
  })
}

describe('what is a version', () => {
  test.each([
    ['nginx:1.2', true],
    ['nginx', false],
    ['localhost:5000/nginx', false],
    ['localhost:5000/a/nginx:v1', true],
    [`ghcr.io/a/b@sha256:${'a'.repeat(64)}`, true],
    [`ghcr.io/a/b:1@sha256:${'a'.repeat(64)}`, true],
    ['http://example.com', false],
    ['a b:1', false],
    ['', false],
    [`${'a-'.repeat(400)}:1`, false],
  ])('%s is an image: %s', (text, expected) => expect(isImage(text)).toBe(expected))

  test('images of a workload, also in a CronJob', () => {
    const pod =
      '{containers: [{name: a, image: nginx}], initContainers: [{name: b, image: "b:1"}], ephemeralContainers: [{name: c, image: c}]}'
    const text = `apiVersion: batch/v1\nkind: CronJob\nspec: {jobTemplate: {spec: {template: {spec: ${pod}}}}}\n`
    const path = 'spec.jobTemplate.spec.template.spec'
    expect(fieldsOf(text)).toEqual([
      `${path}.containers[name=a].image nginx`,
      `${path}.initContainers[name=b].image b:1`,
      `${path}.ephemeralContainers[name=c].image c`,
    ])
  })

  test('a bare image of a custom resource only in the form of one', () => {
    const object = (image: string): string => `apiVersion: db.example.com/v1\nkind: Db\nspec: {image: ${image}}\n`
    expect(fieldsOf(object('postgres:16'))).toEqual(['spec.image postgres:16'])
    expect(fieldsOf(object('logo.png'))).toEqual([])
    expect(fieldsOf('apiVersion: v1\nkind: ConfigMap\ndata: {image: "a:1"}\n')).toEqual([])
  })

  test('kustomizations of kustomize and Flux', () => {
    expect(fieldsOf('resources: [a]\nimages: [{name: a, newTag: "1", newName: b, digest: "sha256:1"}]\n')).toEqual([
      'images[name=a].newTag 1',
      'images[name=a].newName b',
      'images[name=a].digest sha256:1',
    ])
    const flux =
      'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec: {path: a, images: [{name: a, newTag: v1}]}\n'
    expect(fieldsOf(flux)).toEqual(['spec.images[name=a].newTag v1'])
  })

  test('charts, values and sources', () => {
    const release = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
spec:
  chart: {spec: {chart: a, version: 1.x}}
  values:
    image: {repository: r, tag: "1.0", digest: d, pullPolicy: Always}
    sidecarImage: {tag: s}
    job: {image: "j:1"}
    tag: no
`
    expect(fieldsOf(release)).toEqual([
      'spec.chart.spec.version 1.x',
      'spec.values.image.repository r',
      'spec.values.image.tag 1.0',
      'spec.values.image.digest d',
      'spec.values.sidecarImage.tag s',
      'spec.values.job.image j:1',
    ])
    const source = (kind: string, spec: string): string =>
      `apiVersion: source.toolkit.fluxcd.io/v1\nkind: ${kind}\nspec: ${spec}\n`
    expect(fieldsOf(source('OCIRepository', '{ref: {tag: a, semver: b, digest: c}}'))).toHaveLength(3)
    expect(fieldsOf(source('GitRepository', '{ref: {branch: main, tag: v1}}'))).toEqual(['spec.ref.tag v1'])
    expect(fieldsOf(source('HelmChart', '{version: "1"}'))).toEqual(['spec.version 1'])
    expect(fieldsOf(source('HelmRepository', '{version: "1"}'))).toEqual([])
  })

  test.each([
    ['# {"$imagepolicy": "flux-system:app"}', true],
    ['# {"$imagepolicy": "flux-system:app:tag"}', true],
    ['## {"$imagepolicy":"flux-system:app:digest"}', true],
    ['# {"$imagepolicy": "flux-system:app:sha"}', false],
    ['# {"$imagepolicy": "app"}', false],
    ['# see {"$imagepolicy": "flux-system:app"}', false],
    ['# {"$imagepolicy": "flux-system:app", "n": 1}', false],
    ["# {'$imagepolicy': 'flux-system:app'}", false],
  ])('the marker %s: %s', (marker, expected) => {
    expect(fieldsOf(`kind: ConfigMap\ndata:\n  version: v1 ${marker}\n`)).toEqual(expected ? ['data.version v1'] : [])
  })
})

const deployment = (image: string, replicas: number, more = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: a}
spec:
  replicas: ${replicas}
  template:
    spec:
      containers:
        - name: a
          image: ${image} # the app
${more}`

describe('carrying', () => {
  test('only versions', () => {
    const source = deployment('"a:2"', 3, '        - name: new\n          image: n:1\n')
    const carried = carryVersions({ source, target: deployment('a:1', 1) })
    expect(carried?.text).toBe(deployment('"a:2"', 1))
    const path = 'spec.template.spec.containers[name=a].image'
    expect(carried?.changed).toEqual([{ object: '', path, before: 'a:1', after: 'a:2' }])
    expect(carried?.unmatched).toEqual([
      { object: '', path: 'spec.template.spec.containers[name=new].image', side: 'from', value: 'n:1' },
    ])
  })
  test('only configuration', () => {
    const carried = carryConfiguration({ source: deployment('"a:2"', 3), target: deployment('a:1', 1) })
    expect(carried?.text).toBe(deployment('a:1', 3))
    expect(carried?.unmatched).toEqual([])
  })
  test('no YAML', () => expect(carryVersions({ source: 'a: [', target: 'a: 1\n' })).toBeUndefined())

  test('both together give the source', () => {
    const values = fc.record({ tag: fc.constantFrom('1', 'v1.2', 'x, y', '1.10'), image: documents })
    const texts = fc
      .tuple(values, styles)
      .map(([{ tag, image }, style]) =>
        print({ ...image, image: { ...image, tag }, list: [{ name: 'a', image: `a:${tag.length}` }] }, style),
      )
    fc.assert(
      fc.property(texts, texts, (source, target) => {
        const versions = carryVersions({ source, target })
        expect(carryConfiguration({ source, target: versions?.text ?? '' })?.text).toBe(source)
        expect(carryVersions({ source: target, target: versions?.text ?? '' })?.changed.length).toBe(
          versions?.changed.length,
        )
        expect(carryVersions({ source: target, target })?.text).toBe(target)
      }),
      { numRuns: 300 },
    )
  })
})
