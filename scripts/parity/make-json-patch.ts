import { anyScalar } from './awkward-scalars.ts'
import type { KnownObject } from './known-object.ts'
import type { Random } from './random.ts'
import { isMap, type Value } from './value.ts'

interface Place {
  readonly pointer: string
  readonly value: Value
}

/** Operations of a JSON patch on fields that are there, and on some that are not. */
export function makeJsonPatch(object: KnownObject, random: Random): Value[] {
  const places = list(object.body, '').filter(
    ({ pointer }) => !/^\/(?:apiVersion|kind|metadata(?:\/name)?)$/.test(pointer),
  )
  if (places.length === 0) return [{ op: 'add', path: '/x', value: 1 }]
  return Array.from({ length: random.integer(1, 3) }, () => makeOperation(places, random))
}

function makeOperation(places: readonly Place[], random: Random): Value {
  const { pointer, value } = random.pick(places)
  const lists = places.filter((place) => Array.isArray(place.value))
  const maps = places.filter((place) => isMap(place.value))
  const choice = random.integer(0, 11)
  if (choice < 3) return { op: 'replace', path: pointer, value: newValue(value, random) }
  if (choice < 5 && lists.length > 0) {
    const into = random.pick(lists)
    const at = random.pick(['-', '-', '0', '1'])
    const item = Array.isArray(into.value) ? (into.value[0] ?? 'x') : 'x'
    return { op: 'add', path: `${into.pointer}/${at}`, value: random.chance(0.5) ? item : newValue(item, random) }
  }
  if (choice < 7 && maps.length > 0)
    return {
      op: 'add',
      path: `${random.pick(maps).pointer}/${random.pick(['added', 'a~1b', 'x.y', 'm~0n', '0'])}`,
      value: newValue('x', random),
    }
  if (choice === 7) return { op: 'remove', path: pointer }
  if (choice === 8) return { op: 'test', path: pointer, value }
  if (choice === 9)
    return {
      op: random.pick(['copy', 'move']),
      from: pointer,
      path: random.pick(['/spec/copied', '/copied', '/metadata/annotations/copied']),
    }
  if (choice === 10)
    return {
      op: 'add',
      path: random.pick(['/metadata/labels/added', '/metadata/annotations/added', '/spec/added', '/metadata/labels']),
      value: newValue('x', random),
    }
  return { op: 'add', path: pointer, value: newValue(value, random) }
}

function newValue(like: Value, random: Random): Value {
  if (random.chance(0.15))
    return random.pick<Value>([{ a: { b: anyScalar(random) } }, [anyScalar(random), 'x'], {}, [], null])
  if (random.chance(0.3)) return like
  return anyScalar(random)
}

function list(value: Value, pointer: string): Place[] {
  const own = pointer === '' ? [] : [{ pointer, value }]
  if (Array.isArray(value)) return [...own, ...value.flatMap((item, index) => list(item, `${pointer}/${index}`))]
  if (!isMap(value)) return own
  return [
    ...own,
    ...Object.entries(value).flatMap(([key, field]) =>
      list(field, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    ),
  ]
}
