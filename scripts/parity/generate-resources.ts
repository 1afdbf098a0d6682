import { posix } from 'node:path'
import { anyScalar, looseString } from './awkward-scalars.ts'
import { addDocuments, type Layer, writeDocuments } from './draft.ts'
import type { KnownObject } from './known-object.ts'
import { annotationKeys, namespaces, objectNames } from './names.ts'
import { objectKinds } from './objects.ts'
import { labels, sometimes } from './pod-spec.ts'
import type { Random } from './random.ts'
import { copyValue, type Value, type ValueMap } from './value.ts'

const weighted = Object.entries(objectKinds).flatMap(([kind, { weight }]) => Array.from({ length: weight }, () => kind))

/** Adds files of new objects to `resources`: one or more documents each, lists, JSON. */
export function addResources(layer: Layer, files: number): void {
  const { random } = layer
  const entries: Value[] = []
  for (let index = 0; index < files; index++) {
    const objects = Array.from({ length: random.integer(1, random.chance(0.3) ? 4 : 2) }, () => makeObject(layer))
    const isList = random.chance(0.05)
    const documents = isList ? [asList(objects, random)] : objects.map(({ body }) => body)
    const name = `${(objects[0]?.kind ?? 'all').toLowerCase()}.yaml`
    entries.push(
      random.chance(layer.draft.restrictor === 'LoadRestrictionsNone' ? 0.3 : 0.002)
        ? addOutside(layer, name, documents)
        : addDocuments(layer, name, documents),
    )
    layer.objects.push(...objects)
  }
  if (entries.length > 0) {
    const have = layer.kustomization.resources
    layer.kustomization.resources = [...(Array.isArray(have) ? have : []), ...entries]
  }
}

/** A file outside of the directory, which the usual restriction refuses. */
function addOutside({ draft, directory, random }: Layer, name: string, documents: readonly Value[]): string {
  const path = `shared/${draft.files.size}-${name}`
  draft.files.set(path, writeDocuments(documents, random))
  return posix.relative(directory, path)
}

function asList(objects: readonly KnownObject[], random: Random): ValueMap {
  const [first] = objects
  const isOfOneKind = first !== undefined && objects.every(({ kind }) => kind === first.kind)
  const head: ValueMap =
    isOfOneKind && random.chance(0.5)
      ? { apiVersion: first.apiVersion, kind: `${first.kind}List` }
      : { apiVersion: 'v1', kind: 'List' }
  return { ...head, ...(random.chance(0.2) ? { metadata: { name: 'x' } } : {}), items: objects.map(({ body }) => body) }
}

/** An object that no other object in the case collides with, most of the time. */
export function makeObject({ draft, random }: Layer): KnownObject {
  const kind = random.pick(weighted)
  const definition = objectKinds[kind]
  if (definition === undefined) throw new RangeError(kind)
  const namespace = definition.isNamespaced && random.chance(0.3) ? random.pick(namespaces) : undefined
  const wanted = kind === 'Namespace' ? random.pick(namespaces) : random.pick(objectNames)
  const numbered = [wanted, ...Array.from({ length: 30 }, (_, index) => `${wanted}-${index + 2}`)]
  const identity = (name: string) => `${kind} ${name}`
  const name = numbered.find((each) => !draft.taken.has(identity(each))) ?? wanted
  draft.taken.add(identity(name))
  const selector = labels(random)
  const apiVersion = random.pick(definition.apiVersions)
  const metadata: ValueMap = {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...sometimes(random, { labels: () => selector, annotations: () => annotations(random) }),
    ...sometimes(random, { creationTimestamp: () => null, finalizers: () => ['example.com/x'] }, 0.03),
  }
  const fields = definition.fields(random, selector)
  if (random.chance(0.004)) {
    metadata.generateName = `${name}-`
    if (random.chance(0.2)) delete metadata.name
  }
  const body: ValueMap = { apiVersion, kind, metadata, ...(random.chance(0.8) ? fields : shuffle(fields, random)) }
  if (random.chance(0.03)) body[random.pick(['extra', 'status', 'data'])] = anyScalar(random)
  return {
    kind,
    apiVersion,
    names: [name],
    namespaces: [namespace ?? ''],
    body: random.chance(0.5) ? body : copyMap(body),
    isGenerated: false,
    isPatched: false,
  }
}

function annotations(random: Random): ValueMap {
  const entries: ValueMap = Object.fromEntries(
    random.some(annotationKeys, 1, 3).map((key) => [key, looseString(random)]),
  )
  if (random.chance(0.04)) entries['config.kubernetes.io/local-config'] = random.pick(['true', 'false'])
  if (random.chance(0.02)) entries['kustomize.config.k8s.io/needs-hash'] = random.pick(['true', 'enabled'])
  if (random.chance(0.02)) entries['kustomize.config.k8s.io/behavior'] = random.pick(['create', 'merge', 'replace'])
  if (random.chance(0.02)) entries['config.kubernetes.io/index'] = '3'
  if (random.chance(0.01)) entries['internal.config.kubernetes.io/path'] = 'x.yaml'
  if (random.chance(0.01)) entries['config.kubernetes.io/origin'] = 'path: x.yaml'
  return entries
}

function copyMap(map: ValueMap): ValueMap {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, copyValue(value)]))
}

function shuffle(map: ValueMap, random: Random): ValueMap {
  return Object.fromEntries(random.some(Object.entries(map), 99, 99))
}
