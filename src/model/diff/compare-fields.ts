import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { createOpenApi } from '../../kustomize/schema/create-open-api.ts'
import type { Schema } from '../../kustomize/schema/schema.ts'
import { getField } from '../../kustomize/tree/get-field.ts'
import { compareKeys } from '../../yaml/emit/compare-keys.ts'
import type { JsonObject, JsonValue } from '../../yaml/json-value.ts'
import { canonicalText } from './canonical-text.ts'
import type { FieldChange, FieldPart, FieldSide } from './field-change.ts'
import { pairListItems } from './pair-list-items.ts'

/**
 * The fields in which two objects differ as they are printed, in the order in which objects are printed. Items of lists are told
 * apart as Kubernetes does, and what SOPS notes of an encrypted object is one field.
 */
export function compareFields(before: BuiltObject, after: BuiltObject): readonly FieldChange[] {
  const { group, version, kind } = after.id
  const apiVersion = group === '' ? version : `${group}/${version}`
  const changes: FieldChange[] = []
  const schema = openApi.schemaOf(apiVersion, kind)
  compare(
    { value: before.value, node: before.root, path: [] },
    { value: after.value, node: after.root, path: [] },
    { path: [], schema, changes },
  )
  return changes
}

const openApi = createOpenApi()

interface Place {
  readonly path: readonly FieldPart[]
  readonly schema: Schema | undefined
  readonly changes: FieldChange[]
}

function compare(before: FieldSide, after: FieldSide, place: Place): void {
  if (before.value === after.value) return
  const isWhole = place.path.length === 1 && place.path[0] === 'sops'
  if (!isWhole && before.value instanceof Map && after.value instanceof Map) {
    compareMaps(before, after, { old: before.value, now: after.value }, place)
  } else if (!isWhole && isList(before.value) && isList(after.value)) {
    compareLists(before, after, { old: before.value, now: after.value }, place)
  } else if (canonicalText(before.value) !== canonicalText(after.value)) {
    place.changes.push({ path: place.path, before, after, isOrder: false })
  }
}

interface Values<T> {
  readonly old: T
  readonly now: T
}

function compareMaps(before: FieldSide, after: FieldSide, { old, now }: Values<JsonObject>, place: Place): void {
  for (const key of [...new Set([...now.keys(), ...old.keys()])].sort(compareKeys)) {
    compareInner(at(before, key, old.get(key)), at(after, key, now.get(key)), {
      ...place,
      path: [...place.path, key],
      schema: place.schema?.field(key),
    })
  }
}

function compareLists(
  before: FieldSide,
  after: FieldSide,
  { old, now }: Values<readonly JsonValue[]>,
  place: Place,
): void {
  const { items, order } = pairListItems(old, now, place.schema)
  for (const item of items) {
    const first = item.before === undefined ? undefined : at(before, item.before, old[item.before])
    const second = item.after === undefined ? undefined : at(after, item.after, now[item.after])
    compareInner(first, second, {
      ...place,
      path: [...place.path, item.part],
      schema: place.schema?.elements(),
    })
  }
  if (order === undefined) return
  place.changes.push({
    path: place.path,
    before: { ...before, value: order.before },
    after: { ...after, value: order.after },
    isOrder: true,
  })
}

function compareInner(before: FieldSide | undefined, after: FieldSide | undefined, place: Place): void {
  if (before !== undefined && after !== undefined) compare(before, after, place)
  else if (before !== undefined || after !== undefined) {
    place.changes.push({ path: place.path, before, after, isOrder: false })
  }
}

function at(side: FieldSide, step: string | number, value: JsonValue | undefined): FieldSide | undefined {
  if (value === undefined) return undefined
  const node = typeof step === 'number' ? side.node?.items[step] : getField(side.node, step)
  return { value, node, path: [...side.path, step] }
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value)
}
