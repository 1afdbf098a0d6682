import { anyString, looseString } from './awkward-scalars.ts'
import type { Layer } from './draft.ts'
import { nameOf } from './known-object.ts'
import { annotationKeys, images, labelKeys, labelValues, namespaces } from './names.ts'
import { sometimes } from './pod-spec.ts'
import type { Random } from './random.ts'
import { raw, type Value, type ValueMap } from './value.ts'

/** Sets `namespace`, and lets the known objects follow. */
export function addNamespace({ random, kustomization, objects }: Layer): void {
  const namespace = random.pick(namespaces)
  kustomization.namespace = namespace
  for (const object of objects) object.namespaces.push(namespace)
}

/** Sets `namePrefix`, `nameSuffix`, or both, and lets the known objects follow. */
export function addAffixes({ random, kustomization, objects }: Layer): void {
  const which = random.integer(1, 3)
  const prefix = which & 1 ? random.pick(['dev-', 'x-', 'team.']) : ''
  const suffix = which & 2 ? random.pick(['-v1', '-blue', '-2']) : ''
  if (prefix !== '') kustomization.namePrefix = prefix
  if (suffix !== '') kustomization.nameSuffix = suffix
  for (const object of objects) {
    if (!['Namespace', 'CustomResourceDefinition', 'APIService'].includes(object.kind)) {
      object.names.push(`${prefix}${nameOf(object)}${suffix}`)
    }
  }
}

/** Sets `labels`, with and without selectors, templates and fields. */
export function addLabels({ random, kustomization }: Layer): void {
  kustomization.labels = Array.from({ length: random.integer(1, 2) }, () => ({
    pairs: pairs(random, labelKeys, labelValues),
    ...sometimes(
      random,
      { includeSelectors: () => random.chance(0.8), includeTemplates: () => random.chance(0.8) },
      0.4,
    ),
    ...sometimes(
      random,
      {
        fields: () => [
          {
            path: random.pick([
              'spec/labels',
              'spec/template/metadata/labels',
              'metadata/labels',
              'spec/parts/labels',
              'spec/selector/matchLabels',
              'spec/parts[]/labels',
            ]),
            // The same field with another `create` would be a conflict.
            create: random.chance(0.97),
            ...sometimes(random, { kind: () => random.pick(['Widget', 'Deployment', 'Service']) }, 0.6),
            ...sometimes(random, { group: () => random.pick(['apps', 'example.com', '']), version: () => 'v1' }, 0.2),
          },
        ],
      },
      0.25,
    ),
  }))
}

/** Sets `commonLabels`, `commonAnnotations`. */
export function addCommonLabels({ random, kustomization }: Layer): void {
  kustomization.commonLabels = pairs(random, labelKeys, labelValues)
}

export function addCommonAnnotations({ random, kustomization }: Layer): void {
  const values = Array.from({ length: 3 }, () => anyString(random))
  kustomization.commonAnnotations = pairs(random, annotationKeys, values)
  if (random.chance(0.03)) kustomization.commonAnnotations = { note: looseString(random) }
}

function pairs(random: Random, keys: readonly string[], values: readonly string[]): ValueMap {
  return Object.fromEntries(random.some(keys, 1, 2).map((key) => [key, random.pick(values)]))
}

/** Sets `images` (or the old `imageTags`) for images that containers may have. */
export function addImages({ random, kustomization }: Layer): void {
  kustomization[random.chance(0.05) ? 'imageTags' : 'images'] = Array.from({ length: random.integer(1, 3) }, () =>
    makeImage(random),
  )
}

/** One entry of `images`. */
export function makeImage(random: Random): ValueMap {
  const full = random.pick(images)
  const name = full.replace(/@.*$/, '').replace(/:[^/]*$/, '')
  return {
    name: random.pick([name, name, name, full, 'ng.*', 'app', '']),
    ...sometimes(
      random,
      {
        newName: () => random.pick(['example.com/other', 'localhost:5000/app', 'nginx', 'app']),
        newTag: () => random.pick<Value>(['v2', '2.0', 'latest', '1', raw('"1.27"'), raw("'007'")]),
      },
      0.5,
    ),
    ...sometimes(random, { digest: () => `sha256:${'0123456789abcdef'.repeat(4)}`, tagSuffix: () => '-alpine' }, 0.15),
  }
}

/** Sets `replicas` of workloads that are there. */
export function addReplicas({ random, kustomization, objects }: Layer): void {
  const scaled = objects.filter(
    ({ kind }) => ['Deployment', 'StatefulSet'].includes(kind) || (kind !== 'Service' && random.chance(0.004)),
  )
  if (scaled.length === 0) return
  kustomization.replicas = random.some(scaled, 1, 2).map((object) => ({
    name: random.pick(object.names),
    count: random.pick<Value>([0, 1, 5, 100]),
  }))
}

/** Sets `sortOptions`. */
export function addSortOptions({ random, kustomization }: Layer): void {
  const legacy = {
    order: 'legacy',
    ...sometimes(
      random,
      {
        legacySortOptions: () => ({
          orderFirst: ['Service', 'Namespace'],
          orderLast: random.pick([['Deployment'], []]),
        }),
      },
      0.6,
    ),
  }
  kustomization.sortOptions = random.chance(0.4) ? { order: 'fifo' } : legacy
}

/** Sets `buildMetadata`. */
export function addBuildMetadata({ random, kustomization }: Layer): void {
  kustomization.buildMetadata = random.some(['originAnnotations', 'transformerAnnotations', 'managedByLabel'], 1, 3)
}

/** Sets the fields that describe a kustomization itself. */
export function addHead({ random, kustomization, isComponent }: Layer): void {
  if (isComponent) {
    kustomization.kind = 'Component'
    if (random.chance(0.8)) kustomization.apiVersion = 'kustomize.config.k8s.io/v1alpha1'
  } else if (random.chance(0.7)) {
    kustomization.apiVersion = 'kustomize.config.k8s.io/v1beta1'
    if (random.chance(0.9)) kustomization.kind = 'Kustomization'
  }
  if (random.chance(0.05)) kustomization.metadata = { name: 'x', ...sometimes(random, { labels: () => ({ a: 'b' }) }) }
}
