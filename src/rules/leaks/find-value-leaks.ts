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
  const others = indexObjects(theirs, words)
  const pairs = new Map<string, Map<string, Location>>()
  const sames = new Map<string, Map<string, Same>>()
  for (const [id, { object, values }] of indexObjects(own, words)) {
    const other = others.get(id)
    for (const their of other?.values.values() ?? []) {
      const value = values.get(their.place)
      if (other === undefined || value === undefined || !namesOne(their.text, words.theirs)) continue
      const isSame = their.text === value.text
      if (!isSame && !isCounterpart(value.text, their.text, words)) continue
      const cause = placeOfValue(object, value, words)
      const { at, writtenAt } = cause
      if (at === undefined || writtenAt === undefined) continue
      const theirPlace = placeOfValue(other.object, their, words).at
      const same = { object, value, variable: cause.variable, at, isShared: isSamePlace(theirPlace, at) }
      for (const stem of listStems(their, object.id.kind, words)) {
        if (isSame) addTo(sames, stem, at, { ...same, stem })
        else addTo(pairs, stem, writtenAt, writtenAt)
      }
    }
  }
  const texts = [...others.values()].flatMap(({ values }) => [...values.values()].map(({ text }) => text.toLowerCase()))
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

interface Same {
  readonly stem: Stem
  readonly object: AppliedObject
  readonly value: NamedValue
  readonly variable: string | undefined
  readonly at: Location
  readonly isShared: boolean
}

interface Indexed {
  readonly object: AppliedObject
  readonly values: ReadonlyMap<string, NamedValue>
}

/** The objects of a cluster by their ids without the names of environments; those that only these tell apart are left out. */
function indexObjects(closure: Closure, words: EnvironmentWords): ReadonlyMap<string, Indexed> {
  const all = new Set([...words.theirs, ...words.own])
  const index = new Map<string, Indexed | undefined>()
  for (const object of listClusterObjects(closure).certain) {
    const { group, kind, namespace, name } = object.id
    const key = [group, kind, replaceWords(namespace, all, '*'), replaceWords(name, all, '*')].join('\0')
    const isFirst = !index.has(key)
    const values = isFirst ? new Map(listValues(object).map((value) => [value.place, value])) : undefined
    index.set(key, values === undefined ? undefined : { object, values })
  }
  return new Map([...index].flatMap(([key, one]) => (one === undefined ? [] : [[key, one] as const])))
}

/** Whether production's value is the other's with its own name, or without any. */
function isCounterpart(own: string, theirs: string, words: EnvironmentWords): boolean {
  const wanted = own.toLowerCase()
  const marked = markWords(theirs, words.theirs)
  return wanted === dropMarks(marked) || words.own.some((word) => wanted === marked.replaceAll(mark, word))
}

function addTo<Value>(map: Map<string, Map<string, Value>>, { is, text, key }: Stem, at: Location, value: Value): void {
  const name = JSON.stringify([is, text, key])
  const place = `${at.file}:${at.start}`
  const known = map.get(name)
  if (known === undefined) map.set(name, new Map([[place, value]]))
  else if (!known.has(place)) known.set(place, value)
}
