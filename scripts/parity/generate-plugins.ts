import { posix } from 'node:path'
import { anyString } from './awkward-scalars.ts'
import { addFile, type Layer, writeDocuments } from './draft.ts'
import { makeGenerator } from './generate-generators.ts'
import { exactSelector, makePatch, selectorFor } from './generate-patches.ts'
import { makeReplacement } from './generate-replacements.ts'
import { makeImage } from './generate-transformers.ts'
import { nameOf } from './known-object.ts'
import { makeJsonPatch } from './make-json-patch.ts'
import { makeMergePatch } from './make-merge-patch.ts'
import { labelKeys, labelValues, namespaces } from './names.ts'
import { sometimes } from './pod-spec.ts'
import { type Value, type ValueMap, writeJson } from './value.ts'
import { writeYaml } from './write-yaml.ts'

const labelFields = [
  [{ path: 'metadata/labels', create: true }],
  [
    { path: 'metadata/labels', create: true },
    { path: 'spec/selector/matchLabels', kind: 'Deployment' },
  ],
  [{ path: 'spec/template/metadata/labels', create: true, kind: 'Deployment' }],
  [{ path: 'spec/selector', kind: 'Service', version: 'v1' }],
]
const nameFields = [[{ path: 'metadata/name' }], [{ path: 'metadata/name' }, { path: 'spec/text', kind: 'Widget' }]]

/** Adds `generators`: built-in ones as plugins. */
export function addGeneratorPlugins(layer: Layer): void {
  const { random, kustomization } = layer
  const make = (): ValueMap => {
    if (random.chance(0.1)) {
      const account = { name: 'account', projectId: 'project-1' }
      const service = { name: 'robot', ...sometimes(random, { namespace: () => 'team-a' }) }
      return plugin('IAMPolicyGenerator', { cloud: 'gke', kubernetesService: service, serviceAccount: account })
    }
    const kind = random.pick(['ConfigMap', 'Secret'] as const)
    const { name, namespace, ...args } = makeGenerator(layer, kind)
    const metadata: ValueMap = { name: name ?? 'x', ...(namespace === undefined ? {} : { namespace }) }
    return { ...plugin(`${kind}Generator`, args), metadata }
  }
  const plugins = Array.from({ length: random.integer(1, 2) }, make)
  const names = new Set(plugins.map(({ kind, metadata }) => `${String(kind)} ${JSON.stringify(metadata)}`))
  kustomization.generators = place(
    layer,
    'generator.yaml',
    names.size === plugins.length ? plugins : plugins.slice(0, 1),
  )
}

/** Adds `transformers`: built-in ones as plugins. */
export function addTransformerPlugins(layer: Layer): void {
  const { kustomization, objects } = layer
  if (objects.length === 0) return
  kustomization.transformers = place(layer, 'transformer.yaml', makeTransformers(layer))
}

/** Adds `validators`: a transformer that changes nothing is a valid one, and one that does is an error. */
export function addValidators(layer: Layer): void {
  const { random, kustomization } = layer
  const harmless = plugin('LabelTransformer', { labels: { added: 'x' }, fieldSpecs: [{ path: 'nowhere/labels' }] })
  kustomization.validators = place(layer, 'validator.yaml', [random.chance(0.95) ? harmless : makeTransformer(layer)])
}

function plugin(kind: string, fields: ValueMap): ValueMap {
  return { apiVersion: 'builtin', kind, metadata: { name: 'plugin' }, ...fields }
}

function makeTransformers(layer: Layer): ValueMap[] {
  const made = Array.from({ length: layer.random.integer(1, 2) }, () => makeTransformer(layer))
  const kinds = new Set(made.map(({ kind }) => kind))
  return kinds.size === made.length || layer.random.chance(0.05) ? made : made.slice(0, 1)
}

function makeTransformer(layer: Layer): ValueMap {
  const { random, objects } = layer
  const object = random.pick(objects)
  const makers: (() => ValueMap)[] = [
    () => plugin('PrefixTransformer', { prefix: 'p-', fieldSpecs: random.pick(nameFields) }),
    () => plugin('SuffixTransformer', { suffix: '-s', fieldSpecs: random.pick(nameFields) }),
    () => plugin('PrefixSuffixTransformer', { prefix: 'p-', suffix: '-s', fieldSpecs: random.pick(nameFields) }),
    () =>
      plugin('LabelTransformer', {
        labels: { [random.pick(labelKeys)]: random.pick(labelValues) },
        fieldSpecs: random.pick(labelFields),
      }),
    () =>
      plugin('AnnotationsTransformer', {
        annotations: { note: anyString(random) },
        fieldSpecs: [{ path: 'metadata/annotations', create: true }],
      }),
    () =>
      plugin('ImageTagTransformer', {
        imageTag: makeImage(random),
        ...sometimes(random, { fieldSpecs: () => [{ path: 'spec/image' }] }),
      }),
    () =>
      plugin('ReplicaCountTransformer', {
        replica: { name: nameOf(object), count: 4 },
        fieldSpecs: [{ path: 'spec/replicas', kind: object.kind, create: true }],
      }),
    () => plugin('HashTransformer', {}),
    () => plugin('PatchTransformer', makePatch(layer)),
    () => plugin('PatchStrategicMergeTransformer', { patches: writeYaml(makeMergePatch(object, random), random) }),
    () =>
      plugin('PatchJson6902Transformer', {
        target: exactSelector(object, random),
        jsonOp: writeJson(makeJsonPatch(object, random), 0),
      }),
    () => plugin('ReplacementTransformer', { replacements: [makeReplacement(layer)] }),
    () =>
      plugin('ValueAddTransformer', {
        value: 'x-',
        targets: [
          {
            selector: selectorFor(object, random),
            fieldPath: random.pick(['metadata/name', 'spec/text', 'metadata/annotations/note']),
            ...sometimes(random, { filePathPosition: () => random.pick([0, 1, 2]) }),
          },
        ],
      }),
    () => ({
      ...plugin('NamespaceTransformer', {
        ...sometimes(
          random,
          {
            fieldSpecs: () => [{ path: 'metadata/namespace', create: true }],
            unsetOnly: () => true,
            setRoleBindingSubjects: () => random.pick(['none', 'defaultOnly', 'allServiceAccounts']),
          },
          0.5,
        ),
      }),
      metadata: { name: 'plugin', namespace: random.pick(namespaces) },
    }),
  ]
  return random.pick(makers)()
}

/** In files, in a directory with a kustomization of its own, or inline. */
function place(layer: Layer, name: string, plugins: ValueMap[]): Value[] {
  const { random } = layer
  const choice = random.integer(0, 9)
  if (choice < 3) return plugins.map((each) => writeYaml(each, random))
  if (choice < 9) return [addFile(layer, name, writeDocuments(plugins, random))]
  const folder = name.replace('.yaml', 's')
  addFile(layer, posix.join(folder, name), writeDocuments(plugins, random))
  addFile(layer, posix.join(folder, 'kustomization.yaml'), `resources:\n- ${name}\n`)
  return [folder]
}
