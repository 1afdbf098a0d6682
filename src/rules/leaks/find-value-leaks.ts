import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { AppliedObject } from '../../model/closure/applied-kustomization.ts'
import type { Closure } from '../../model/closure/closure.ts'
import { listClusterObjects } from '../../model/queries/list-cluster-objects.ts'
import type { Location } from '../../source/location.ts'
import { dropMarks, type EnvironmentWords, mark, markWords, namesOne, replaceWords } from './environment-words.ts'
import { holdsCounterpart, isPublished, listStems, type Stem } from './list-stems.ts'
import { listValues, type NamedValue } from './list-values.ts'
import { placeOfValue } from './place-of-value.ts'

const certainties = ['perhaps', 'likely', 'sure'] as const

type Certainty = (typeof certainties)[number]

/** A value of an earlier environment in production. */
export interface ValueLeak {
  readonly object: AppliedObject
  readonly value: NamedValue
  /** The variable that brought it. */
  readonly variable: string | undefined
  readonly at: Location
  /**
   * `sure`: production has its own value in the place of this very one elsewhere, and wrote this one itself. `perhaps`: both
   * environments have it from one place, and only a host in it is alike, which may well be meant: to watch it, to call it.
   */
  readonly certainty: Certainty
  /** Where production has a value of its own instead of one like this. */
  readonly own: readonly Location[]
}

/**
 * Values that production has in common with the cluster of an earlier environment although they name that environment.
 * They count only where the two clusters show, in other values, that such names are to differ: more of them do than do
 * not, and the earlier cluster has none of production's.
 */
export function findValueLeaks(own: Closure, theirs: Closure, words: EnvironmentWords): readonly ValueLeak[] {
  if (!hasOneOf(own, theirs, words)) return []
  const others = indexObjects(theirs, words)
  const named = indexNamed(theirs, words)
  const alike: Alike[] = []
  for (const [id, object] of indexObjects(own, words)) {
    const [theirValues, other] = [named.get(id), others.get(id)]
    if (theirValues === undefined || other === undefined) continue
    const values = valuesOf(object)
    for (const naming of theirValues) {
      const value = values.get(naming.value.place)
      if (value === undefined) continue
      const isSame = naming.value.text === value.text
      if (isSame || isCounterpart(value.text, naming, words)) alike.push({ object, other, value, naming, isSame })
    }
  }
  const [equal, paired] = [alike.filter(({ isSame }) => isSame), alike.filter(({ isSame }) => !isSame)]
  const pairedNames = new Set(paired.flatMap(({ naming }) => naming.stems.map(({ name }) => name)))
  const sames = new Map<string, Map<string, Same>>()
  for (const { object, other, value, naming } of equal) {
    const asked = naming.stems.filter(({ name }) => pairedNames.has(name))
    if (asked.length === 0) continue
    const { at, writtenAt, variable } = placeOfValue(object, value, words)
    if (at === undefined || writtenAt === undefined) continue
    const isShared = isSamePlace(placeOfValue(other, naming.value, words).at, at)
    for (const { stem, name } of asked) addTo(sames, name, at, { stem, object, value, variable, at, isShared })
  }
  const pairs = new Map<string, Map<string, Location>>()
  for (const { object, value, naming } of paired) {
    const asked = naming.stems.filter(({ name }) => sames.has(name))
    const place = asked.length === 0 ? undefined : placeOfValue(object, value, words)
    if (place?.at === undefined || place.writtenAt === undefined) continue
    for (const { name } of asked) addTo(pairs, name, place.writtenAt, place.writtenAt)
  }
  const texts = remember(lowerTexts, theirs, words.all, () =>
    [...others.values()].flatMap((other) => [...valuesOf(other).values()].map(({ text }) => text.toLowerCase())),
  )
  const leaks = new Map<string, ValueLeak>()
  for (const [name, same] of sames) {
    const pair = pairs.get(name)
    const [first] = same.values()
    if (pair === undefined || first === undefined) continue
    const { stem } = first
    if (!isEnough(stem, same.size, pair.size) || texts.some((text) => holdsCounterpart(text, stem, words))) continue
    for (const [place, { object, value, variable, at, isShared }] of same) {
      const isPublic = isPublished(object.id.kind, value.place)
      const certainty =
        stem.is === 'value'
          ? isShared
            ? 'likely'
            : 'sure'
          : isShared && !isPublic && stem.is === 'host'
            ? 'perhaps'
            : 'likely'
      const known = leaks.get(place)
      if (known !== undefined && certainties.indexOf(known.certainty) >= certainties.indexOf(certainty)) continue
      leaks.set(place, { object, value, variable, at, certainty, own: [...pair.values()] })
    }
  }
  return [...leaks.values()]
}

/** What only looks alike must differ more often than not. */
function isEnough({ is }: Stem, same: number, pairs: number): boolean {
  return is === 'value' || is === 'host' ? pairs >= same : pairs > same
}

function isSamePlace(a: Location | undefined, b: Location): boolean {
  return a?.file === b.file && a.start === b.start
}

/** Two values in the same place of the same object of two clusters, of which the earlier one's names its environment. */
interface Alike {
  readonly object: AppliedObject
  readonly other: AppliedObject
  readonly value: NamedValue
  readonly naming: Naming
  readonly isSame: boolean
}

/** A value that names the earlier environment, and how. */
interface Naming {
  readonly value: NamedValue
  /** The text with a mark in the place of the words. */
  readonly marked: string
  readonly stems: readonly { readonly stem: Stem; readonly name: string }[]
}

interface Same {
  readonly stem: Stem
  readonly object: AppliedObject
  readonly value: NamedValue
  readonly variable: string | undefined
  readonly at: Location
  readonly isShared: boolean
}

const lowerTexts: Memory<Closure, readonly string[]> = new WeakMap()

/** Whether a cluster of production has a value of the other that names its environment: few have, and else nothing leaks. */
function hasOneOf(own: Closure, theirs: Closure, words: EnvironmentWords): boolean {
  const named = indexNamed(own, words)
  if (named.size === 0) return false
  const others = indexObjects(theirs, words)
  return [...named].some(([id, values]) => {
    const other = others.get(id)
    return other !== undefined && values.some(({ value: { place, text } }) => valuesOf(other).get(place)?.text === text)
  })
}

const namings: Memory<Closure, ReadonlyMap<string, readonly Naming[]>> = new WeakMap()

/** The values of a cluster that name the earlier environment, by the keys of their objects in the index. */
function indexNamed(closure: Closure, words: EnvironmentWords): ReadonlyMap<string, readonly Naming[]> {
  return remember(namings, closure, words.all, () => {
    const named = listClusterObjects(closure).certain.map((object) => ({ object, values: listNamings(object, words) }))
    return new Map(
      named.filter(({ values }) => values.length > 0).map(({ object, values }) => [keyOf(object, words.all), values]),
    )
  })
}

const namingsOfObjects: Memory<TreeNode, readonly Naming[]> = new WeakMap()

function listNamings(object: AppliedObject, words: EnvironmentWords): readonly Naming[] {
  return remember(namingsOfObjects, object.root, words.theirs, () =>
    [...valuesOf(object).values()]
      .filter(({ text }) => namesOne(text, words.theirs))
      .map((value) => ({
        value,
        marked: markWords(value.text, words.theirs),
        stems: listStems(value, object.id.kind, words).map((stem) => ({ stem, name: nameOf(stem) })),
      })),
  )
}

function nameOf({ is, text, key }: Stem): string {
  return JSON.stringify([is, text, key])
}

const indexes: Memory<Closure, ReadonlyMap<string, AppliedObject>> = new WeakMap()

/** The objects of a cluster by their ids without the names of environments; those that only these tell apart are left out. */
function indexObjects(closure: Closure, { all }: EnvironmentWords): ReadonlyMap<string, AppliedObject> {
  return remember(indexes, closure, all, () => {
    const index = new Map<string, AppliedObject | undefined>()
    for (const object of listClusterObjects(closure).certain) {
      const key = keyOf(object, all)
      index.set(key, index.has(key) ? undefined : object)
    }
    return new Map([...index].flatMap(([key, one]) => (one === undefined ? [] : [[key, one] as const])))
  })
}

function keyOf({ id }: AppliedObject, words: ReadonlySet<string>): string {
  const { group, kind, namespace, name } = id
  return [group, kind, replaceWords(namespace, words, '*'), replaceWords(name, words, '*')].join('\0')
}

/** What is known of something with regard to a set of words. */
type Memory<Key extends object, Value> = WeakMap<Key, WeakMap<ReadonlySet<string>, Value>>

/** Each cluster of production is held against each of the environments before it, and clusters share objects. */
function remember<Key extends object, Value>(
  memory: Memory<Key, Value>,
  key: Key,
  words: ReadonlySet<string>,
  compute: () => Value,
): Value {
  const byWords = memory.get(key) ?? new WeakMap<ReadonlySet<string>, Value>()
  memory.set(key, byWords)
  const value = byWords.get(words) ?? compute()
  byWords.set(words, value)
  return value
}

const byPlace = new WeakMap<TreeNode, ReadonlyMap<string, NamedValue>>()

function valuesOf(object: AppliedObject): ReadonlyMap<string, NamedValue> {
  const values = byPlace.get(object.root) ?? new Map(listValues(object).map((value) => [value.place, value]))
  byPlace.set(object.root, values)
  return values
}

/** Whether production's value is the other's with its own name, or without any. */
function isCounterpart(own: string, { marked }: Naming, words: EnvironmentWords): boolean {
  const wanted = own.toLowerCase()
  return wanted === dropMarks(marked) || words.own.some((word) => wanted === marked.replaceAll(mark, word))
}

function addTo<Value>(map: Map<string, Map<string, Value>>, name: string, at: Location, value: Value): void {
  const place = `${at.file}:${at.start}`
  const known = map.get(name)
  if (known === undefined) map.set(name, new Map([[place, value]]))
  else if (!known.has(place)) known.set(place, value)
}
