import { addFile, type Layer } from './draft.ts'
import { groupOf, type KnownObject, nameOf, namespaceOf, pickObject, versionOf } from './known-object.ts'
import { variableNames } from './names.ts'
import { sometimes } from './pod-spec.ts'
import type { Random } from './random.ts'
import { isMap, type Value, type ValueMap } from './value.ts'
import { writeYaml } from './write-yaml.ts'

/** Adds `replacements`, inline or in files, from and to fields that are there. */
export function addReplacements(layer: Layer): void {
  const { random, kustomization, objects } = layer
  if (objects.length === 0) return
  kustomization.replacements = Array.from({ length: random.integer(1, 2) }, () => {
    if (random.chance(0.8)) return makeReplacement(layer)
    const list = Array.from({ length: random.integer(1, 2) }, () => makeReplacement(layer))
    const [only] = list
    return {
      path: addFile(
        layer,
        'replacement.yaml',
        writeYaml(list.length === 1 && only !== undefined && random.chance(0.5) ? only : list, random),
      ),
    }
  })
}

/** One replacement. */
export function makeReplacement({ random, objects }: Layer): ValueMap {
  const source = pickObject(objects, random)
  const targets = Array.from({ length: random.integer(1, 2) }, () =>
    makeTarget(pickObject(objects, random), objects, random),
  )
  if (random.chance(0.04)) return { sourceValue: 'fixed', targets }
  const isUsable = ({ isScalar, path }: FieldPath) => isScalar && (!path.includes('*') || random.chance(0.02))
  const scalars = listPaths(source.body, random).filter(isUsable)
  const path = random.chance(0.25) || scalars.length === 0 ? undefined : random.pick(scalars).path
  return {
    source: {
      kind: source.kind,
      name: random.pick(source.names),
      ...sometimes(random, { group: () => groupOf(source), version: () => versionOf(source) }, 0.2),
      ...(path === undefined ? sometimes(random, { fieldPath: () => 'metadata.name' }, 0.5) : { fieldPath: path }),
      ...sometimes(
        random,
        { options: () => ({ delimiter: random.pick(['-', '.', '/', ':']), index: random.chance(0.04) ? 1 : 0 }) },
        0.08,
      ),
    },
    targets,
  }
}

const createdPaths = [
  'spec.added',
  'metadata.annotations.added',
  'metadata.labels.[a.b/c]',
  'metadata.annotations.example\\.com/x',
  'spec.a.b.0',
  'data.added',
]

function broadSelector(object: KnownObject, random: Random): ValueMap {
  const name = random.pick(object.names)
  const select: ValueMap = {
    ...sometimes(random, { kind: () => random.pick([object.kind, object.kind, `${object.kind.slice(0, 3)}.*`]) }, 0.7),
    ...sometimes(random, { name: () => random.pick([name, `${name.slice(0, 1)}.*`, '.*']) }, 0.5),
    ...sometimes(random, { group: () => groupOf(object), version: () => versionOf(object) }, 0.15),
  }
  const namespace = namespaceOf(object)
  if (namespace !== undefined && random.chance(0.2)) select.namespace = namespace
  return Object.keys(select).length === 0 ? { kind: object.kind } : select
}

function makeTarget(object: KnownObject, objects: readonly KnownObject[], random: Random): ValueMap {
  // What takes in several objects must be something that all of them have.
  const isBroad = random.chance(0.2)
  const select = isBroad ? broadSelector(object, random) : { kind: object.kind, name: random.pick(object.names) }
  const isUsable = ({ isScalar, path }: FieldPath) =>
    path !== 'kind' &&
    (isScalar || random.chance(0.02)) &&
    (!isBroad || path === 'metadata.name' || random.chance(0.05))
  const chosen = random.some(listPaths(object.body, random).filter(isUsable), 1, 2).map(({ path }) => path)
  const hasWildcard = chosen.some((path) => path.includes('*'))
  const isCreating =
    (chosen.length === 0 || random.chance(isBroad ? 0.7 : 0.25)) && (!hasWildcard || random.chance(0.05))
  if (isBroad && isCreating && random.chance(0.7)) chosen.length = 0
  if (isCreating) chosen.push(random.pick(createdPaths))
  return {
    select,
    ...(random.chance(0.15)
      ? {
          reject: [
            {
              kind: random.pick(objects).kind,
              ...sometimes(random, { name: () => nameOf(random.pick(objects)) }, 0.7),
            },
          ],
        }
      : {}),
    ...(random.chance(0.95) ? { fieldPaths: chosen } : {}),
    ...(isCreating || random.chance(0.2) ? { options: fieldOptions(isCreating, random) } : {}),
  }
}

function fieldOptions(create: boolean, random: Random): ValueMap {
  return {
    ...(create ? { create: true } : {}),
    ...(random.chance(create ? 0.1 : 0.8)
      ? { delimiter: random.pick(['-', '.', '/', ':', ' ']), index: random.pick([0, 0, 1, -1, 5]) }
      : {}),
    ...sometimes(random, { encoding: () => random.pick(['base64', 'none']) }, 0.05),
  }
}

interface FieldPath {
  readonly path: string
  readonly isScalar: boolean
}

function listPaths(value: Value, random: Random, prefix: readonly string[] = []): FieldPath[] {
  const own = prefix.length === 0 ? [] : [{ path: prefix.join('.'), isScalar: !isMap(value) && !Array.isArray(value) }]
  if (Array.isArray(value)) {
    return [
      ...own,
      ...value.flatMap((item, index) => listPaths(item, random, [...prefix, itemStep(item, index, random)])),
    ]
  }
  if (!isMap(value)) return own
  return [
    ...own,
    ...Object.entries(value)
      .filter(([key]) => key !== '<<')
      .flatMap(([key, field]) => listPaths(field, random, [...prefix, keyStep(key, random)])),
  ]
}

function keyStep(key: string, random: Random): string {
  if (!key.includes('.')) return key
  return random.chance(0.5) ? `[${key}]` : key.replaceAll('.', '\\.')
}

function itemStep(item: Value, index: number, random: Random): string {
  const name = isMap(item) ? item.name : undefined
  if (typeof name === 'string' && random.chance(0.6)) return `[name=${name}]`
  if (typeof item === 'string' && random.chance(0.2)) return `[=${item}]`
  return random.chance(0.4) ? '*' : String(index)
}

/** Adds `vars` that stand for fields of objects which are there. */
export function addVars({ random, kustomization, objects, draft }: Layer): void {
  const free = variableNames.filter((name) => !draft.variables.has(name))
  if (objects.length === 0 || free.length === 0) return
  kustomization.vars = random.some(free, 1, 2).map((name) => {
    draft.variables.add(name)
    const object = pickObject(objects, random)
    const scalars = listPaths(object.body, random).filter(({ isScalar, path }) => isScalar && !/[[*\\]/.test(path))
    const namespace = object.namespaces[0] || undefined
    return {
      name,
      objref: {
        kind: object.kind,
        name: object.names[0] ?? '',
        apiVersion: object.apiVersion,
        ...(namespace !== undefined && random.chance(0.3) ? { namespace } : {}),
      },
      ...(random.chance(0.5) || scalars.length === 0
        ? sometimes(random, { fieldref: () => ({ fieldpath: 'metadata.name' }) }, 0.5)
        : { fieldref: { [random.pick(['fieldpath', 'fieldPath'])]: random.pick(scalars).path } }),
    }
  })
}
