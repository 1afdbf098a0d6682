import { addFile, type Layer } from './draft.ts'
import { sometimes } from './pod-spec.ts'
import { type ValueMap, writeJson } from './value.ts'
import { writeYaml } from './write-yaml.ts'

/** Adds a file to `configurations` with field specs for custom resources and known kinds. */
export function addConfigurations(layer: Layer): void {
  const { random, kustomization } = layer
  const widget = { kind: 'Widget' }
  const configuration: ValueMap = sometimes(
    random,
    {
      nameReference: () => [
        { kind: 'Secret', version: 'v1', fieldSpecs: [{ ...widget, path: 'spec/secretRef/name' }] },
        {
          kind: random.pick(['ConfigMap', 'Deployment']),
          fieldSpecs: [
            { ...widget, path: random.pick(['spec/configRef/name', 'spec/configRef']) },
            { path: 'spec/text' },
          ],
        },
      ],
      varReference: () => [
        {
          path: random.pick(['metadata/annotations', 'spec/text', 'data', 'spec/parts/value']),
          ...sometimes(random, { kind: () => 'Widget' }),
        },
      ],
      images: () => [
        { ...widget, path: random.pick(['spec/image', 'spec/parts/value', 'spec/containers[]/image']), create: true },
      ],
      replicas: () => [{ ...widget, path: 'spec/replicas' }],
      commonLabels: () => [{ ...widget, path: 'spec/selector/matchLabels', create: true }],
      labels: () => [{ ...widget, path: 'spec/labels', create: true }],
      templateLabels: () => [{ ...widget, path: 'spec/template/metadata/labels', create: true }],
      commonAnnotations: () => [{ ...widget, path: 'spec/template/metadata/annotations', create: true }],
      namePrefix: () => [
        { path: random.pick(['metadata/name', 'spec/text']), ...sometimes(random, { kind: () => 'Widget' }) },
      ],
      nameSuffix: () => [{ ...widget, path: 'spec/text' }],
      namespace: () => [{ ...widget, path: random.pick(['spec/namespace', 'metadata/namespace']), create: true }],
    },
    0.3,
  )
  if (Object.keys(configuration).length === 0) configuration.varReference = [{ path: 'metadata/annotations' }]
  kustomization.configurations = [addFile(layer, 'configuration.yaml', writeYaml(configuration, random))]
}

const properties = {
  apiVersion: { type: 'string' },
  kind: { type: 'string' },
  metadata: { type: 'object' },
}

/** Adds a file to `crds`: a definition with marks for names, labels and annotations. */
export function addCrds(layer: Layer): void {
  const { random, kustomization } = layer
  const text = writeJson(
    {
      'github.com/example/v1.Widget': {
        Schema: { properties: { ...properties, spec: { $ref: 'github.com/example/v1.WidgetSpec' } } },
        Dependencies: ['github.com/example/v1.WidgetSpec'],
      },
      'github.com/example/v1.WidgetSpec': {
        Schema: {
          properties: {
            secretRef: {
              'x-kubernetes-object-ref-api-version': 'v1',
              'x-kubernetes-object-ref-kind': 'Secret',
              ...sometimes(random, { 'x-kubernetes-object-ref-name-key': () => random.pick(['name', 'other']) }, 0.3),
            },
            ...sometimes(random, {
              labels: () => ({ 'x-kubernetes-label-selector': '' }),
              text: () => ({ 'x-kubernetes-identity': '' }),
              notes: () => ({ 'x-kubernetes-annotation': '' }),
            }),
          },
        },
      },
    },
    2,
  )
  kustomization.crds = [addFile(layer, 'definitions.json', text)]
}

/** Sets `openapi`: a schema of one's own in the place of the built-in one. */
export function addOpenApi(layer: Layer): void {
  const { random, kustomization } = layer
  if (random.chance(0.1)) {
    kustomization.openapi = { version: random.pick(['v1.21.2', 'v1.20.4']) }
    return
  }
  const identity = { group: 'example.com', kind: 'Widget', version: 'v1' }
  const parts: ValueMap = {
    type: 'array',
    items: { $ref: '#/definitions/com.example.v1.Part' },
    'x-kubernetes-patch-merge-key': 'name',
    'x-kubernetes-patch-strategy': random.pick(['merge', 'merge', 'replace', 'retainKeys']),
  }
  const schema: ValueMap = {
    definitions: {
      'com.example.v1.Part': { type: 'object', properties: { name: { type: 'string' }, value: { type: 'string' } } },
      'com.example.v1.Widget': {
        type: 'object',
        properties: { ...properties, spec: { type: 'object', properties: { parts } } },
        'x-kubernetes-group-version-kind': [identity],
      },
    },
  }
  const isJson = random.chance(0.7)
  const path = addFile(
    layer,
    isJson ? 'schema.json' : 'schema.yaml',
    isJson ? writeJson(schema, 2) : writeYaml(schema, random),
  )
  kustomization.openapi = { path }
}
