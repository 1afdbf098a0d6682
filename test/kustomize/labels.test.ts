import { describe, expect, it } from 'vitest'
import { defaultConfiguration } from '../../src/kustomize/configuration/default-configuration.ts'
import { readLabelEntry } from '../../src/kustomize/transformers/read-label-entry.ts'
import { readTextPairs } from '../../src/kustomize/transformers/read-text-pairs.ts'
import { transformAnnotations } from '../../src/kustomize/transformers/transform-annotations.ts'
import { transformLabels } from '../../src/kustomize/transformers/transform-labels.ts'
import { getNode } from '../../src/kustomize/tree/get-node.ts'
import { readResources, readTree, toObjects } from './read-objects-in-text.ts'

const deployment = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {}'
const { commonLabels, commonAnnotations } = defaultConfiguration

function label(object: string, pairs: string) {
  const resources = readResources(object)
  const args = { pairs: readTextPairs(readTree(pairs, 'kustomization.yaml'), 'labels'), fieldSpecs: commonLabels }
  const effect = transformLabels(resources, args)
  return { resources, effect, objects: toObjects(resources) }
}

describe('transformLabels', () => {
  it('sets metadata, selector and template', () => {
    const { objects, effect } = label(deployment, '{b: "1", a: x}')
    expect(objects).toEqual([
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web', labels: { a: 'x', b: '1' } },
        spec: {
          selector: { matchLabels: { a: 'x', b: '1' } },
          template: { metadata: { labels: { a: 'x', b: '1' } } },
        },
      },
    ])
    expect(effect).toEqual({ matched: 6, changed: 6 })
  })

  it('puts one node into all maps in which the key is new, and a copy where it was there', () => {
    const [fresh] = label(deployment, '{a: x}').resources
    const selector = ['spec', 'selector', 'matchLabels', 'a']
    const labels = ['metadata', 'labels', 'a']
    expect(getNode(fresh?.root, labels)).toBe(getNode(fresh?.root, selector))
    const [old] = label(deployment.replace('name: web', 'name: web, labels: {a: y}'), '{a: x}').resources
    expect(getNode(old?.root, labels)).not.toBe(getNode(old?.root, selector))
  })

  it('keeps the style of what was there, and quotes what is new and no text in YAML 1.1', () => {
    const [resource] = label(
      deployment.replace('name: web', "name: web, labels: {a: 'y'}"),
      '{a: "on", b: "on"}',
    ).resources
    expect(getNode(resource?.root, ['metadata', 'labels', 'a'])?.style).toBe('single')
    expect(getNode(resource?.root, ['metadata', 'labels', 'b'])?.style).toBe('double')
  })

  it('does not change what is there already', () => {
    const { effect } = label('apiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: {a: x}}', '{a: x}')
    expect(effect).toEqual({ matched: 1, changed: 0 })
  })

  it('remembers where a label comes from', () => {
    const [resource] = label('apiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: {a: y}}', '{a: x}').resources
    expect(getNode(resource?.root, ['metadata', 'labels', 'a'])?.step).toEqual({
      cause: 'labels',
      at: { file: 'kustomization.yaml', start: 4, end: 5 },
      value: 'x',
      before: { cause: 'resource', at: { file: 'objects.yaml', start: 59, end: 60 }, value: 'y', before: undefined },
    })
  })

  it.each([
    ['labels: text', '`metadata/labels` of Pod `web` must be a map, but is a text or number'],
    ['labels: [a]', '`metadata/labels` of Pod `web` must be a map, but is a list'],
  ])('refuses %s', (labels, message) => {
    expect(() => label(`apiVersion: v1\nkind: Pod\nmetadata: {name: web, ${labels}}`, '{a: x}')).toThrow(message)
  })

  it('refuses an empty key', () => {
    expect(() => label(deployment, '{"": x}')).toThrow(
      'a key in `spec/selector/matchLabels` of Deployment `web` would be empty',
    )
  })
})

describe('transformAnnotations', () => {
  it('reaches templates', () => {
    const resources = readResources(deployment)
    const pairs = readTextPairs(readTree('{note: text}'), 'annotations')
    transformAnnotations(resources, { pairs, fieldSpecs: commonAnnotations })
    expect(getNode(resources[0]?.root, ['spec', 'template', 'metadata', 'annotations', 'note'])?.value).toBe('text')
  })
})

describe('readTextPairs', () => {
  const read = (text: string, origin?: 'kustomization' | 'plugin') =>
    readTextPairs(readTree(text), 'labels', origin).map(({ key, value }) => [key, value.text])
  it('takes texts only in a kustomization file, and null for nothing', () => {
    expect(read('{a: x, b: null, 5: x, yes: z}')).toEqual([
      ['a', 'x'],
      ['b', ''],
      ['5', 'x'],
      ['true', 'z'],
    ])
    for (const value of ['5', 'true', 'yes', '1.5', '[a]'])
      expect(() => read(`{a: ${value}}`)).toThrow('`a` must be a text')
  })
  it('turns numbers and booleans of a plugin into texts', () => {
    expect(read('{a: 5, b: 0x10, c: 1.50, d: true, e: yes, f: 1234567.5, g: 2020-01-02}', 'plugin')).toEqual([
      ['a', '5'],
      ['b', '16'],
      ['c', '1.5'],
      ['d', 'true'],
      ['e', 'yes'],
      ['f', '1.2345675e+06'],
      ['g', '2020-01-02T00:00:00Z'],
    ])
  })
})

describe('readLabelEntry', () => {
  it('reads all fields', () => {
    const { pairs, fields, ...flags } = readLabelEntry(
      readTree('{Pairs: {a: b}, includeSelectors: true, fields: [{path: spec/x, create: true}]}'),
    )
    expect(pairs.map(({ key }) => key)).toEqual(['a'])
    expect(fields).toMatchObject([{ path: 'spec/x', create: true, kind: '' }])
    expect(flags).toEqual({ includeSelectors: true, includeTemplates: false })
  })
})
