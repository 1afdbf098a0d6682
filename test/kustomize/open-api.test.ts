import { expect, test } from 'vitest'
import { BuildError } from '../../src/kustomize/build-error.ts'
import { createOpenApi } from '../../src/kustomize/schema/create-open-api.ts'
import { knownFieldsAt } from '../../src/kustomize/schema/list-known-fields.ts'
import type { OpenApi } from '../../src/kustomize/schema/open-api.ts'

const widgets = JSON.stringify({
  definitions: {
    'v1.Part': { type: 'object', properties: { id: { type: 'string' } } },
    'v1.Widget': {
      properties: {
        parts: {
          type: 'array',
          items: { $ref: '#/definitions/v1.Part' },
          'x-kubernetes-patch-strategy': 'merge',
          'x-kubernetes-patch-merge-key': 'id',
        },
        map: { additionalProperties: { $ref: '#/definitions/v1.Part' } },
        broken: { $ref: '#/definitions/nowhere' },
      },
      'x-kubernetes-group-version-kind': [{ group: 'example.com', version: 'v1', kind: 'Widget' }],
    },
  },
  paths: {
    '/apis/example.com/v1/widgets': {
      get: { 'x-kubernetes-group-version-kind': { group: 'example.com', version: 'v1', kind: 'Widget' } },
    },
    '/apis/example.com/v1/namespaces/{namespace}/gadgets': {
      get: { 'x-kubernetes-group-version-kind': { group: 'example.com', version: 'v1', kind: 'Gadget' } },
    },
  },
})

const use = (openApi: OpenApi, isRoot: boolean, setting: { version?: string; document?: string }): void =>
  openApi.use({ version: setting.version, document: setting.document, at: undefined, isRoot })

const containers = (openApi: OpenApi) =>
  openApi.schemaOf('apps/v1', 'Deployment')?.field('spec')?.field('template')?.field('spec')?.field('containers')

test('walks built-in types to patch strategies and merge keys', () => {
  const list = containers(createOpenApi())
  expect([list?.patchStrategy, list?.mergeKeys]).toEqual(['merge', ['name']])
  const container = list?.elements()
  expect(container?.field('ports')?.mergeKeys).toEqual(['containerPort', 'protocol'])
  expect(container?.field('args')?.patchStrategy).toBe('')
  expect(container?.field('constructor')).toBeUndefined()
  expect(container?.elements()).toBeUndefined()
  const meta = createOpenApi().schemaOf('v1', 'Pod')?.field('metadata')
  expect([meta?.field('finalizers')?.patchStrategy, meta?.field('finalizers')?.mergeKeys]).toEqual(['merge', []])
  expect(meta?.field('labels')?.field('anything')).toBeDefined()
})

test.each([
  ['v1', 'Namespace', true],
  ['v1', 'Pod', false],
  ['policy/v1beta1', 'PodSecurityPolicy', true],
  ['v1', 'PodExecOptions', false],
  ['example.com/v1', 'Widget', false],
])('knows whether a %s %s is cluster-scoped', (apiVersion, kind, expected) => {
  expect(createOpenApi().isClusterScoped(apiVersion, kind)).toBe(expected)
})

test('a custom schema replaces the built-in one', () => {
  const openApi = createOpenApi()
  use(openApi, true, { document: widgets })
  const widget = openApi.schemaOf('example.com/v1', 'Widget')
  expect(widget?.field('parts')?.mergeKeys).toEqual(['id'])
  expect(widget?.field('parts')?.elements()?.field('id')).toBeDefined()
  expect(widget?.field('map')?.field('any')?.field('id')).toBeDefined()
  expect(widget?.field('broken')).toBeUndefined()
  expect(containers(openApi)).toBeUndefined()
  expect(openApi.isClusterScoped('example.com/v1', 'Widget')).toBe(true)
  expect(openApi.isClusterScoped('example.com/v1', 'Gadget')).toBe(false)
  expect(openApi.isClusterScoped('v1', 'Namespace')).toBe(true)
})

test('of nested kustomizations the first with a schema is heard, unless the root named one', () => {
  const openApi = createOpenApi()
  use(openApi, true, {})
  use(openApi, false, { document: widgets })
  use(openApi, false, { version: 'v1.21.2' })
  expect(openApi.schemaOf('example.com/v1', 'Widget')).toBeDefined()

  const fixed = createOpenApi()
  use(fixed, true, { version: 'v1.21.2' })
  use(fixed, false, { document: widgets })
  expect(fixed.schemaOf('example.com/v1', 'Widget')).toBeUndefined()
  expect(containers(fixed)).toBeDefined()
})

test('a schema that comes after the scope of an unknown type was asked for is added to the built-in one', () => {
  const openApi = createOpenApi()
  use(openApi, true, {})
  openApi.isClusterScoped('example.com/v1', 'Widget')
  use(openApi, false, { document: widgets })
  expect(openApi.schemaOf('example.com/v1', 'Widget')).toBeDefined()
  expect(containers(openApi)).toBeDefined()
})

test('refuses other versions, a version beside a path, and a document that is none', () => {
  expect(() => use(createOpenApi(), true, { version: 'v1.20.4' })).toThrow(/`v1.20.4` built in.*`v1.21.2`/)
  expect(() => use(createOpenApi(), true, { version: '', document: widgets })).toThrow(BuildError)
  const openApi = createOpenApi()
  use(openApi, true, { document: '{' })
  expect(() => openApi.schemaOf('v1', 'Pod')).toThrow(BuildError)
})

test('lists the names of known fields, of the version inside kustomize and of a current one', () => {
  const path = ['spec', 'template', 'spec', 'containers', 0]
  expect(knownFieldsAt('apps/v1', 'Deployment', path)).toEqual(expect.arrayContaining(['args', 'resizePolicy']))
  expect(knownFieldsAt('networking.k8s.io/v1', 'Ingress', ['spec', 'rules', 0, 'http', 'paths', 3])).toEqual([
    'backend',
    'path',
    'pathType',
  ])
  expect(knownFieldsAt('v1', 'Secret', [])).toContain('stringData')
  expect(knownFieldsAt('v1', 'ConfigMap', ['data'])).toBeUndefined()
  expect(knownFieldsAt('apps/v1', 'Deployment', ['spec', 'replicas'])).toBeUndefined()
  expect(knownFieldsAt('apps/v1', 'Deployment', ['spec', 'nonsense', 'x'])).toBeUndefined()
  expect(knownFieldsAt('example.com/v1', 'Widget', [])).toBeUndefined()
})
