import { anyScalar, anyString, looseString } from './awkward-scalars.ts'
import { type KnownObject, nameOf } from './known-object.ts'
import type { Random } from './random.ts'
import { isMap, type Value, type ValueMap } from './value.ts'

const mergeKeys = ['name', 'containerPort', 'mountPath', 'port', 'ip', 'topologyKey', 'key', 'devicePath']

/** A strategic merge patch for an object: it changes, adds and removes fields and list items that are there. */
export function makeMergePatch(object: KnownObject, random: Random): ValueMap {
  object.isPatched = true
  const isNewest = random.chance(0.8)
  const namespace = object.namespaces.at(isNewest ? -1 : 0) || undefined
  const metadata: ValueMap = {
    name: isNewest ? nameOf(object) : (object.names[0] ?? ''),
    ...(namespace === undefined ? {} : { namespace }),
  }
  const head: ValueMap = { apiVersion: object.apiVersion, kind: object.kind, metadata }
  if (random.chance(0.04)) return { ...head, $patch: random.pick(['delete', 'delete', 'replace', 'merge']) }
  if (random.chance(0.3)) metadata.labels = { app: random.pick<Value>(['app', 'x', null]), added: 'yes' }
  if (random.chance(0.3)) metadata.annotations = { note: random.chance(0.2) ? null : anyString(random) }
  const { apiVersion: _a, kind: _k, metadata: _m, ...rest } = object.body
  return { ...head, ...patchMap(rest, random, 0) }
}

function patchMap(map: ValueMap, random: Random, depth: number): ValueMap {
  const keys = random.some(
    Object.keys(map).filter((key) => key !== '<<' || random.chance(0.1)),
    depth < 2 ? 1 : 0,
    3,
  )
  const patched: ValueMap = Object.fromEntries(
    keys.map((key) => [key, patchValue(map[key] ?? null, random, depth + 1)]),
  )
  if (random.chance(0.15))
    patched[random.pick(['added', 'replicas', 'value', 'x'])] = random.pick<Value>([
      anyScalar(random),
      { a: 1 },
      [],
      {},
    ])
  if (random.chance(0.03)) patched.$patch = random.pick(['replace', 'delete', 'merge'])
  if (random.chance(0.02)) patched.$retainKeys = ['type']
  return patched
}

function patchValue(value: Value, random: Random, depth: number): Value {
  if (random.chance(0.08)) return null
  if (random.chance(0.01)) return random.pick<Value>([anyScalar(random), {}, []])
  if (Array.isArray(value)) return patchList(value, random, depth)
  if (isMap(value)) return patchMap(value, random, depth)
  return random.chance(0.2) ? value : random.pick<Value>([anyScalar(random), looseString(random)])
}

function patchList(list: readonly Value[], random: Random, depth: number): Value[] {
  if (list.length === 0) return []
  const items: Value[] = random.some(list, 0, 2).map((item) => {
    if (!isMap(item)) return random.chance(0.5) ? item : anyScalar(random)
    const keys = Object.fromEntries(Object.entries(item).filter(([key]) => mergeKeys.includes(key)))
    if (random.chance(0.12)) return { ...keys, $patch: random.pick(['delete', 'delete', 'replace', 'merge']) }
    const others = Object.fromEntries(Object.entries(item).filter(([key]) => !mergeKeys.includes(key)))
    const changed = { ...keys, ...patchMap(others, random, depth + 1) }
    return random.chance(0.05) ? Object.fromEntries(random.some(Object.entries(changed), 1, 9)) : changed
  })
  if (random.chance(0.25))
    items.splice(random.integer(0, items.length), 0, isMap(list[0]) ? added(random) : anyScalar(random))
  if (random.chance(0.06)) items.push({ $patch: random.pick(['replace', 'replace', 'delete', 'merge']) })
  return items
}

function added(random: Random): ValueMap {
  return random.pick<ValueMap>([
    { name: 'added', value: 'x' },
    { name: 'added', image: 'busybox:1' },
    { name: 'added', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    { containerPort: 8443, name: 'https' },
    { containerPort: 8080, protocol: 'TCP' },
    { port: 81, targetPort: 81 },
    { name: 'added', emptyDir: {} },
    { name: 'added', mountPath: '/added' },
    { key: 'added', operator: 'Exists' },
    { kind: 'ServiceAccount', name: 'added' },
  ])
}
