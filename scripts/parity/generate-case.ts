import { posix } from 'node:path'
import type { Draft, Layer } from './draft.ts'
import { addConfigurations, addCrds, addOpenApi } from './generate-configurations.ts'
import { addGenerators } from './generate-generators.ts'
import { addOldPatches, addPatches } from './generate-patches.ts'
import { addGeneratorPlugins, addTransformerPlugins, addValidators } from './generate-plugins.ts'
import { addReplacements, addVars } from './generate-replacements.ts'
import { addResources } from './generate-resources.ts'
import {
  addAffixes,
  addBuildMetadata,
  addCommonAnnotations,
  addCommonLabels,
  addHead,
  addImages,
  addLabels,
  addNamespace,
  addReplicas,
  addSortOptions,
} from './generate-transformers.ts'
import type { KnownObject } from './known-object.ts'
import { makeMistake } from './make-mistake.ts'
import type { ParityCase } from './parity-case.ts'
import { createRandom, type Random } from './random.ts'
import type { ValueMap } from './value.ts'
import { writeYaml } from './write-yaml.ts'

type Feature = readonly [name: string, probability: number, add: (layer: Layer) => void]

/** In the order in which kustomize applies them, so that each meets the names that it will find. */
const features: readonly Feature[] = [
  ['configMapGenerator', 0.4, (layer) => addGenerators(layer, 'ConfigMap')],
  ['secretGenerator', 0.3, (layer) => addGenerators(layer, 'Secret')],
  ['generators', 0.15, addGeneratorPlugins],
  ['crds', 0.15, addCrds],
  ['openapi', 0.06, addOpenApi],
  ['configurations', 0.25, addConfigurations],
  ['oldPatches', 0.25, addOldPatches],
  ['patches', 0.6, addPatches],
  ['namespace', 0.4, addNamespace],
  ['affixes', 0.5, addAffixes],
  ['labels', 0.4, addLabels],
  ['commonLabels', 0.3, addCommonLabels],
  ['commonAnnotations', 0.3, addCommonAnnotations],
  ['replicas', 0.3, addReplicas],
  ['images', 0.4, addImages],
  ['replacements', 0.35, addReplacements],
  ['vars', 0.25, addVars],
  ['transformers', 0.25, addTransformerPlugins],
  ['validators', 0.06, addValidators],
  ['buildMetadata', 0.2, addBuildMetadata],
  ['sortOptions', 0.04, addSortOptions],
]

/** The case of a seed and an index: always the same one. */
export function generateCase(seed: number, index: number): ParityCase {
  const random = createRandom(seed, index)
  const chosen = random.some(
    features.map(([name]) => name),
    2,
    9,
  )
  const draft: Draft = {
    random,
    files: new Map(),
    taken: new Set(),
    features: new Set(chosen),
    directories: new Set(),
    variables: new Set(),
    restrictor: random.chance(0.1) ? 'LoadRestrictionsNone' : 'LoadRestrictionsRootOnly',
  }
  const top = makeLayer(draft, random.pick([1, 1, 1, 2, 2, 2, 3, 4]), false)
  if (random.chance(0.1)) addSortOptions(top)
  writeLayer(top)
  const mistakes = random.chance(0.08) ? random.integer(1, 2) : 0
  for (let count = 0; count < mistakes; count++) makeMistake(draft.files, random)
  return {
    files: Object.fromEntries(draft.files),
    directory: top.directory,
    restrictor: draft.restrictor,
    order: random.chance(0.15) ? 'none' : 'legacy',
  }
}

/** A layer whose bases and components are written; itself it is not, so that more can be set. */
function makeLayer(draft: Draft, depth: number, isComponent: boolean, directory = freeDirectory(draft, depth)): Layer {
  const { random } = draft
  const layer: Layer = { draft, random, directory, isComponent, kustomization: {}, objects: [] }
  addHead(layer)
  const bases: string[] = []
  if (depth > 1) bases.push(...(random.chance(0.15) ? addTwins(layer, depth) : addBases(layer, depth)))
  const own = depth === 1 ? random.integer(1, 3) : random.integer(0, 1)
  if (bases.length > 0) layer.kustomization[random.chance(0.05) ? 'bases' : 'resources'] = bases
  if (own > 0 && !(isComponent && random.chance(0.5))) addResources(layer, own)
  if (random.chance(draft.features.has('configMapGenerator') ? 0.2 : 0.1) && !isComponent) addComponent(layer)
  const scale = draft.features.size > 6 ? 0.8 : 1.3
  for (const [name, probability, add] of features) {
    if (draft.features.has(name) && random.chance(probability * scale)) add(layer)
  }
  return layer
}

function addBases(layer: Layer, depth: number): string[] {
  const { draft, random } = layer
  return Array.from({ length: random.pick([1, 1, 1, 2, 3]) }, (_, index) => {
    const base = makeLayer(draft, index === 0 ? depth - 1 : 1, false)
    writeLayer(base)
    layer.objects.push(...base.objects)
    return reference(layer, base)
  })
}

const unprefixed = ['Namespace', 'CustomResourceDefinition', 'APIService']

/** Two overlays of one base, told apart by a prefix. */
function addTwins(layer: Layer, depth: number): string[] {
  const { draft, random } = layer
  const base = makeLayer(draft, Math.max(1, depth - 2), false)
  writeLayer(base)
  // A prefix does not tell these apart, nor variables.
  if (draft.variables.size > 0 || base.objects.some(({ kind }) => unprefixed.includes(kind))) {
    layer.objects.push(...base.objects)
    return [reference(layer, base)]
  }
  return ['blue', 'green'].map((colour) => {
    const directory = freeDirectory(draft, depth - 1)
    const objects = base.objects.map(
      (object): KnownObject => ({
        ...object,
        names: [...object.names, `${colour}-${object.names.at(-1)}`],
        namespaces: [...object.namespaces],
      }),
    )
    const twin: Layer = {
      draft,
      random,
      directory,
      isComponent: false,
      kustomization: {},
      objects: base.objects.map((object) => ({
        ...object,
        names: [...object.names],
        namespaces: [...object.namespaces],
      })),
    }
    twin.kustomization.resources = [reference(twin, base)]
    if (random.chance(0.5)) addPatches(twin)
    if (random.chance(0.3)) addImages(twin)
    twin.kustomization.namePrefix = `${colour}-`
    if (random.chance(0.3)) twin.kustomization.namespace = colour
    writeLayer(twin)
    layer.objects.push(...objects)
    return reference(layer, twin)
  })
}

function addComponent(layer: Layer): void {
  const { draft, random } = layer
  const directory = freeDirectory(draft, 0)
  const component: Layer = {
    draft,
    random,
    directory,
    isComponent: true,
    kustomization: {},
    objects: [...layer.objects],
  }
  addHead(component)
  if (random.chance(0.4)) addResources(component, 1)
  for (const [name, probability, add] of features) {
    if (!draft.features.has(name) && name !== 'openapi' && random.chance(probability * 0.4)) add(component)
  }
  if (Object.keys(component.kustomization).length < 3) component.kustomization.commonAnnotations = { note: 'x' }
  writeLayer(component)
  layer.objects.splice(0, layer.objects.length, ...component.objects)
  layer.kustomization.components = [reference(layer, component)]
}

function reference({ directory, random }: Layer, to: Layer): string {
  const path = posix.relative(directory, to.directory)
  return random.chance(0.1) ? `${path}/` : random.chance(0.1) && !path.startsWith('.') ? `./${path}` : path
}

const directoryNames: Readonly<Record<number, readonly string[]>> = {
  0: ['components/tls', 'components/extra', 'components/x'],
  1: ['base', 'apps/web', 'apps/db', 'infra', 'apps/shared'],
  2: ['overlays/prod', 'overlays/dev', 'env/a', 'env/b'],
  3: ['clusters/one', 'clusters/two', 'stage'],
  4: ['top', 'fleet'],
}

function freeDirectory({ directories, random }: Draft, depth: number): string {
  const names = directoryNames[depth] ?? ['more']
  const free = names.filter((name) => !directories.has(name))
  const name = free.length > 0 ? random.pick(free) : `${names[0] ?? 'more'}-${directories.size}`
  directories.add(name)
  return name
}

function writeLayer({ draft, random, directory, kustomization }: Layer): void {
  const name = random.chance(0.9) ? 'kustomization.yaml' : random.pick(['kustomization.yml', 'Kustomization'])
  if (random.chance(0.03)) Object.assign(kustomization, random.pick(emptyFields))
  const fields = random.chance(0.2) ? shuffle(kustomization, random) : kustomization
  const start = random.pick(['', '', '', '---\n', '# yaml\n'])
  const end = random.chance(0.01) ? '---\nnamePrefix: ignored-\n' : ''
  const text = start + writeYaml(fields, random) + end
  // The names of fields are read without regard to case.
  const written = random.chance(0.02) ? text.replace(/^[a-z]/gm, (letter) => letter.toUpperCase()) : text
  draft.files.set(posix.join(directory, name), written)
}

const emptyFields: readonly ValueMap[] = [
  { crds: [] },
  { components: null },
  { namespace: '' },
  { namePrefix: null },
  { validators: [] },
  { metadata: null },
  { sortOptions: null },
  { generatorOptions: {} },
  { openapi: {} },
  { helmGlobals: null },
]

function shuffle(map: ValueMap, random: Random): ValueMap {
  return Object.fromEntries(random.some(Object.entries(map), 99, 99))
}
