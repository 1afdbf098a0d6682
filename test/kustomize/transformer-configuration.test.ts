import { describe, expect, it } from 'vitest'
import { defaultConfiguration } from '../../src/kustomize/configuration/default-configuration.ts'
import { emptyConfiguration } from '../../src/kustomize/configuration/empty-configuration.ts'
import { makeConfiguration } from '../../src/kustomize/configuration/make-configuration.ts'
import { mergeConfigurations } from '../../src/kustomize/configuration/merge-configurations.ts'
import { readConfiguration } from '../../src/kustomize/configuration/read-configuration.ts'
import { readCrdConfiguration } from '../../src/kustomize/configuration/read-crd-configuration.ts'
import { readTree } from './read-objects-in-text.ts'

describe('defaultConfiguration', () => {
  it('has what kustomize 5.8.1 has', () => {
    const { nameReference, ...lists } = defaultConfiguration
    expect(Object.fromEntries(Object.entries(lists).map(([list, fields]) => [list, fields.length]))).toEqual({
      namePrefix: 1,
      nameSuffix: 1,
      namespace: 3,
      commonLabels: 32,
      labels: 0,
      templateLabels: 10,
      commonAnnotations: 9,
      varReference: 72,
      images: 6,
      replicas: 4,
    })
    expect(nameReference).toHaveLength(16)
    expect(nameReference.reduce((total, { referrers }) => total + referrers.length, 0)).toBe(167)
  })
  it('is in the order of types', () => {
    expect(defaultConfiguration.nameReference.map(({ kind }) => kind)).toEqual([
      'StorageClass',
      'ServiceAccount',
      'Role',
      'ClusterRole',
      'ConfigMap',
      'Secret',
      'Service',
      'PriorityClass',
      'PersistentVolume',
      'PersistentVolumeClaim',
      'Deployment',
      'StatefulSet',
      'ValidatingAdmissionPolicy',
      'IngressClass',
      'ReplicaSet',
      'ReplicationController',
    ])
  })
  it('merges with itself to itself', () => {
    expect(mergeConfigurations(defaultConfiguration, defaultConfiguration)).toEqual(defaultConfiguration)
  })
})

describe('readConfiguration', () => {
  it('ignores letter case, and reads YAML 1.1', () => {
    const { commonAnnotations } = readConfiguration(
      readTree('CommonAnnotations:\n- {PATH: 1.50, create: yes, kind: null, group: apps}\n-'),
    )
    expect(commonAnnotations.map(({ at: _, ...fieldSpec }) => fieldSpec)).toEqual([
      { group: 'apps', version: '', kind: '', path: '1.5', create: true },
      { group: '', version: '', kind: '', path: '', create: false },
    ])
  })
  it.each([
    ['images: [{path: a, foo: b}]', '`foo` is no field of an item of `images`'],
    ['image: []', '`image` is no field of a transformer configuration; did you mean `images`?'],
    ['images: {}', '`images` must be a list, but is a map'],
    ['images: [a]', '`an item of images` must be a map, but is a text'],
    ['images: [{create: "true"}]', '`create` must be `true` or `false`, but is a text'],
    ['images: [{path: [a]}]', '`path` must be a text, but is a list'],
    // Recorded with kustomize 5.8.1: cannot unmarshal bool into Go struct field FieldSpec.namePrefix.Gvk.group
    ['namePrefix: [{path: x, group: yes}]', '`group` must be a text, but is a boolean'],
    ['namePrefix: [{path: x, kind: 0}]', '`kind` must be a text, but is a number'],
    ['images: []\nimages: []', '`images` is set twice, which is refused here'],
    [
      'nameReference: [{kind: A, fieldspec: []}]',
      '`fieldspec` is no field of an item of `nameReference`; did you mean `fieldSpecs`?',
    ],
    ['[]', '`configuration` must be a map, but is a list'],
    ['text', '`configuration` must be a map, but is a text'],
  ])('refuses %s', (text, message) => {
    expect(() => readConfiguration(readTree(text))).toThrow(message)
  })
})

describe('makeConfiguration', () => {
  it('is the default without files', () => {
    expect(makeConfiguration([])).toBe(defaultConfiguration)
    expect(makeConfiguration([readTree('')])).toEqual(defaultConfiguration)
  })
  it('refuses what contradicts the default, at its place', () => {
    const file = readTree('commonAnnotations:\n- path: metadata/annotations', 'config.yaml')
    const message = 'has `create: false`, but is known already with `create: true` for all kinds'
    expect(() => makeConfiguration([file])).toThrow(message)
    expect(() => makeConfiguration([file])).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({ at: { file: 'config.yaml', start: 27, end: 47 } }),
      }),
    )
  })
  it('refuses a narrower field with another `create` once the configuration is merged into one without it', () => {
    const configuration = makeConfiguration([readTree('nameSuffix: [{path: metadata/name, create: true, kind: A}]')])
    expect(() => mergeConfigurations(emptyConfiguration, configuration)).toThrow('for the kind A')
  })
})

describe('readCrdConfiguration', () => {
  const definition = (properties: string) =>
    readTree(`a.Widget: {Schema: {properties: {kind: {}, apiVersion: {}, metadata: {}, ${properties}}}}`)
  const add = (properties: string) => readCrdConfiguration([definition(properties)])

  it('finds annotations, labels, names and references', () => {
    const found = add(
      'a: {x-kubernetes-annotation: ""}, b: {x-kubernetes-label-selector: ""}, c: {x-kubernetes-identity: ""},' +
        'd: {x-kubernetes-object-ref-api-version: v1, x-kubernetes-object-ref-kind: Secret}',
    )
    const field = { group: '', version: '', kind: 'Widget', create: false }
    expect(found).toEqual({
      ...emptyConfiguration,
      commonAnnotations: [{ ...field, path: 'a' }],
      commonLabels: [{ ...field, path: 'b' }],
      namePrefix: [{ ...field, path: 'c' }],
      nameReference: [{ group: '', version: 'v1', kind: 'Secret', referrers: [{ ...field, path: 'd/name' }] }],
    })
  })
  it('leaves alone what is no object, and extensions that are no text', () => {
    expect(readCrdConfiguration([readTree('a.B: {schema: {properties: {a: {x-kubernetes-identity: ""}}}}')])).toEqual(
      emptyConfiguration,
    )
    expect(add('a: {x-kubernetes-identity: true}')).toEqual(emptyConfiguration)
  })
  it('refuses definitions without end', () => {
    expect(() => add('a: {$ref: a.Widget}')).toThrow('the definition `a.Widget` refers to itself without end')
  })
})
