import { posix } from 'node:path'
import { addFile, type Layer, writeDocuments } from './draft.ts'
import { groupOf, type KnownObject, nameOf, namespaceOf, pickObject, versionOf } from './known-object.ts'
import { makeJsonPatch } from './make-json-patch.ts'
import { makeMergePatch } from './make-merge-patch.ts'
import type { Random } from './random.ts'
import { mapIn, type Value, type ValueMap, writeJson } from './value.ts'
import { writeYaml } from './write-yaml.ts'

/** Adds `patches` whose targets exist, in every way to write one. */
export function addPatches(layer: Layer): void {
  if (layer.objects.length === 0) return
  layer.kustomization.patches = Array.from({ length: layer.random.integer(1, 3) }, () => makePatch(layer))
}

/** One entry of `patches`. */
export function makePatch(layer: Layer): ValueMap {
  const { random } = layer
  const object = pickObject(layer.objects, random)
  if (random.chance(0.4)) {
    const text = writeJsonPatch(makeJsonPatch(object, random), random)
    return {
      target: random.chance(0.12) ? selectorFor(object, random) : exactSelector(object, random),
      ...place(layer, 'json-patch', text, 'patch'),
      ...options(random, 0.1),
    }
  }
  const documents = [makeMergePatch(object, random)]
  const isMultiple = random.chance(0.1)
  if (isMultiple) documents.push(makeMergePatch(random.pick(layer.objects), random))
  const text = writeDocuments(documents, random)
  const target = random.chance(isMultiple ? 0.05 : 0.35) ? { target: selectorFor(object, random) } : {}
  return { ...target, ...place(layer, 'patch', text, 'patch'), ...options(random, 0.1) }
}

/** Adds `patchesStrategicMerge` and `patchesJson6902`. */
export function addOldPatches(layer: Layer): void {
  const { random, kustomization, objects } = layer
  if (objects.length === 0) return
  if (random.chance(0.6)) {
    const documents = () => random.some(objects, 1, 2).map((object) => makeMergePatch(object, random))
    kustomization.patchesStrategicMerge = Array.from({ length: random.integer(1, 2) }, () => {
      const text = writeDocuments(documents(), random)
      return random.chance(0.5) ? text : addFile(layer, 'merge.yaml', text)
    })
  }
  if (random.chance(0.6)) {
    const object = pickObject(objects, random)
    const exact: ValueMap = { version: versionOf(object), kind: object.kind, name: nameOf(object) }
    if (groupOf(object) !== '') exact.group = groupOf(object)
    const namespace = namespaceOf(object)
    if (namespace !== undefined) exact.namespace = namespace
    const text = writeJsonPatch(makeJsonPatch(object, random), random)
    kustomization.patchesJson6902 = [{ target: exact, ...place(layer, 'json', text, 'patch') }]
  }
}

/** Inline or in a file. */
function place(layer: Layer, name: string, text: string, field: string): ValueMap {
  if (layer.random.chance(0.5)) return { [field]: text }
  const folder = layer.random.chance(0.2) ? 'patches' : ''
  return { path: addFile(layer, posix.join(folder, `${name}.${text.startsWith('[') ? 'json' : 'yaml'}`), text) }
}

function writeJsonPatch(operations: Value[], random: Random): string {
  return random.chance(0.2) ? writeJson(operations, random.pick([0, 2])) : writeYaml(operations, random)
}

function options(random: Random, probability: number): ValueMap {
  if (!random.chance(probability)) return {}
  return {
    options: random.pick<ValueMap>([
      { allowNameChange: true },
      { allowKindChange: true },
      { allowNameChange: true, allowKindChange: true },
    ]),
  }
}

/** A selector that takes in the object alone, where its name is not used twice. */
export function exactSelector(object: KnownObject, random: Random): ValueMap {
  return { kind: object.kind, name: random.pick(object.names) }
}

/** A selector that takes in the object, and maybe others. */
export function selectorFor(object: KnownObject, random: Random): ValueMap {
  const selector: ValueMap = {}
  const name = random.pick(object.names)
  if (random.chance(0.8))
    selector.kind = random.pick([object.kind, object.kind, object.kind, `${object.kind.slice(0, 3)}.*`])
  if (random.chance(0.7))
    selector.name = random.pick([name, name, name, `${name.slice(0, 2)}.*`, '.*', `^${name}$`, `(${name}|x)`])
  if (random.chance(0.3)) selector.group = groupOf(object)
  if (random.chance(0.3)) selector.version = versionOf(object)
  const namespace = random.pick(object.namespaces)
  if (random.chance(0.2) && namespace !== '') selector.namespace = namespace
  const [label] = Object.entries(mapIn(object.body.metadata, 'labels'))
  if (label !== undefined && random.chance(0.3)) {
    const [key, value] = label
    selector.labelSelector = random.pick([
      `${key}=${String(value)}`,
      `${key}==${String(value)}`,
      `${key}!=zzz`,
      key,
      `!nothing`,
      `${key} in (a,${String(value)})`,
      `${key} notin (a)`,
    ])
  }
  const [annotation] = Object.keys(mapIn(object.body.metadata, 'annotations'))
  if (annotation !== undefined && random.chance(0.2))
    selector.annotationSelector = random.pick([annotation, `!${annotation}`])
  return selector
}
