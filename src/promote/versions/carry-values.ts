import { applyEdits } from '../../yaml/edit/apply-edits.ts'
import type { TextEdit } from '../../yaml/edit/text-edit.ts'
import { createInterner } from '../merge/interner.ts'
import type { MergeNode } from '../merge/merge-node.ts'
import { readFile } from '../merge/read-file.ts'
import { toFlow } from '../merge/to-flow.ts'
import { listPlaces, type Place } from './list-version-fields.ts'

/** A version field of one side that the other side lacks. */
export interface Unmatched {
  readonly object: string
  readonly path: string
  /** Which of the two texts has it: that whose values are carried, or that which they are carried into. */
  readonly side: 'from' | 'into'
  readonly value: string
}

/** A text after version fields were set, with the fields that changed. */
export interface Carried {
  readonly text: string
  readonly changed: readonly {
    readonly object: string
    readonly path: string
    readonly before: string
    readonly after: string
  }[]
  readonly unmatched: readonly Unmatched[]
}

/**
 * The text `into` with the values of all version fields that `from` has as well, told apart by object and path; nothing
 * else changes. What is a version on one side is one on the other. Undefined where one of the texts is no YAML.
 */
export function carryValues(from: string, into: string): Carried | undefined {
  const intern = createInterner()
  const [giver, taker] = [readFile(from, intern), readFile(into, intern)]
  if (giver === undefined || taker === undefined) return undefined
  const isSingle = giver.documents.size === 1 && taker.documents.size === 1
  const given = indexPlaces(listPlaces(giver), isSingle)
  const taken = indexPlaces(listPlaces(taker), isSingle)
  const edits: TextEdit[] = []
  const changed: Carried['changed'][number][] = []
  const unmatched: Unmatched[] = []
  for (const [name, place] of taken) {
    const other = given.get(name)
    if (place.reason === undefined && other?.reason === undefined) continue
    if (other === undefined) unmatched.push(nameUnmatched(place, 'into'))
    else if (other.scalar.slot.value.id !== place.scalar.slot.value.id) {
      const { slot, around } = place.scalar
      const value = other.scalar.slot.value
      edits.push({ start: slot.value.start, end: slot.value.end, text: write(value, around.isFlow) })
      const { object } = place
      changed.push({ object, path: place.scalar.path, before: slot.value.value ?? '', after: value.value ?? '' })
    }
  }
  for (const [name, place] of given) {
    if (place.reason !== undefined && !taken.has(name)) unmatched.push(nameUnmatched(place, 'from'))
  }
  return { text: applyEdits(into, edits), changed, unmatched }
}

function indexPlaces(places: readonly Place[], isSingle: boolean): ReadonlyMap<string, Place> {
  return new Map(places.map((place) => [`${isSingle ? '' : place.object}\n${place.scalar.path}`, place]))
}

function nameUnmatched({ object, scalar }: Place, side: Unmatched['side']): Unmatched {
  return { object, path: scalar.path, side, value: scalar.slot.value.value ?? '' }
}

/** The value as it is written, without its anchor, on one line. */
function write(value: MergeNode, isFlow: boolean): string {
  const written = value.text.slice(value.start, value.end)
  if (isFlow) return toFlow({ ...value, properties: '' })
  return value.endsInBlock || /[\r\n]/.test(written) ? JSON.stringify(value.value) : written
}
