import { anyScalar } from './awkward-scalars.ts'
import type { KnownObject } from './known-object.ts'
import type { Random } from './random.ts'
import { isMap, type Value, type ValueMap } from './value.ts'

interface Place {
  readonly pointer: string
  readonly value: Value
}

/** Operations of a JSON patch on fields that are there, and on a few that are not. */
export function makeJsonPatch(object: KnownObject, random: Random): Value[] {
  object.isPatched = true
  const places = list(object.body, '').filter(
    ({ pointer }) => !/^\/(?:apiVersion|kind|metadata(?:\/name)?)$/.test(pointer),
  )
  const operations: ValueMap[] = []
  const wanted = random.pick([1, 1, 2, 3])
  for (let count = 0; count < wanted; count++) {
    // What is below a place that has been changed may not be there any more.
    const changed = operations.flatMap(({ path, from }) => [path, from].filter((each) => typeof each === 'string'))
    const left = places.filter(({ pointer }) => !changed.some((each) => isRelated(pointer, each)))
    operations.push(left.length === 0 ? { op: 'add', path: '/x', value: 1 } : makeOperation(left, random))
  }
  return operations
}

function isRelated(pointer: string, other: string): boolean {
  const [parent] = [other.replace(/\/[^/]*$/, '')]
  return pointer.startsWith(other) || (/\/(?:-|\d+)$/.test(other) && pointer.startsWith(parent))
}

function makeOperation(places: readonly Place[], random: Random): ValueMap {
  const { pointer, value } = random.pick(places)
  const lists = places.filter((place) => Array.isArray(place.value))
  const maps = places.filter((place) => isMap(place.value))
  const choice = random.integer(0, 23)
  if (choice < 6) return { op: 'replace', path: pointer, value: newValue(value, random) }
  if (choice < 11 && lists.length > 0) {
    const into = random.pick(lists)
    const items = Array.isArray(into.value) ? into.value : []
    const at = random.pick(['-', '-', '0', String(items.length)])
    const item = items[0] ?? 'x'
    return { op: 'add', path: `${into.pointer}/${at}`, value: random.chance(0.5) ? item : newValue(item, random) }
  }
  if (choice < 15 && maps.length > 0) {
    const key = random.pick(['added', 'a~1b', 'x.y', 'm~0n', '0'])
    return { op: 'add', path: `${random.pick(maps).pointer}/${key}`, value: newValue('x', random) }
  }
  if (choice < 18) return { op: 'remove', path: pointer }
  if (choice === 18 && !isMap(value)) return { op: 'test', path: pointer, value }
  const top = places.some((place) => place.pointer === '/spec') ? '/spec' : ''
  if (choice === 19) return { op: random.pick(['copy', 'move']), from: pointer, path: `${top}/copied` }
  if (choice === 20 && random.chance(0.5)) {
    const path = random.pick([
      '/metadata/labels/added',
      '/metadata/annotations/added',
      '/metadata/labels',
      random.chance(0.1) ? '/spec/0/x' : '/added',
    ])
    return { op: random.pick(['add', 'replace', 'remove']), path, value: newValue('x', random) }
  }
  return { op: 'add', path: pointer, value: newValue(value, random) }
}

function newValue(like: Value, random: Random): Value {
  if (random.chance(0.15)) {
    return random.pick<Value>([{ a: { b: anyScalar(random) } }, [anyScalar(random), 'x'], {}, [], null])
  }
  return random.chance(0.3) ? like : anyScalar(random)
}

function list(value: Value, pointer: string): Place[] {
  const own = pointer === '' ? [] : [{ pointer, value }]
  if (Array.isArray(value)) return [...own, ...value.flatMap((item, index) => list(item, `${pointer}/${index}`))]
  if (!isMap(value)) return own
  const escapeKey = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1')
  return [...own, ...Object.entries(value).flatMap(([key, field]) => list(field, `${pointer}/${escapeKey(key)}`))]
}
