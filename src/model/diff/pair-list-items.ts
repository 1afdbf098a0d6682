import type { Schema } from '../../kustomize/schema/schema.ts'
import type { JsonValue } from '../../yaml/json-value.ts'
import { alignItems } from './align-items.ts'
import { canonicalText } from './canonical-text.ts'
import type { FieldPart } from './field-change.ts'

/** An item of a list before and after, by its indexes. */
export interface PairedItem {
  readonly part: FieldPart
  readonly before: number | undefined
  readonly after: number | undefined
}

/** The items of two lists, paired. */
export interface PairedItems {
  readonly items: readonly PairedItem[]
  /** The names of the items that both lists have, where these stand in another order. */
  readonly order: { readonly before: readonly string[]; readonly after: readonly string[] } | undefined
}

/**
 * Pairs the items of two lists: by the name that each item has, by the fields that Kubernetes tells them apart by, else by
 * the smallest edit.
 */
export function pairListItems(
  before: readonly JsonValue[],
  after: readonly JsonValue[],
  schema: Schema | undefined,
): PairedItems {
  const merged = schema !== undefined && schema.mergeKeys.length > 0 ? [schema.mergeKeys] : []
  for (const keys of [['name'], ...merged, ['key'], ['id']]) {
    const first = identify(before, keys)
    const second = identify(after, keys)
    if (first !== undefined && second !== undefined) return pairByIdentity(first, second)
  }
  return { items: pairByEdit(before, after), order: undefined }
}

interface Identity {
  readonly id: string
  readonly part: FieldPart
}

/** What tells each item from the others; undefined where something is no map, or two are alike. */
function identify(items: readonly JsonValue[], keys: readonly string[]): readonly Identity[] | undefined {
  const seen = new Set<string>()
  const alone = new Map<string, number>()
  const found: { readonly id: string; readonly value: string | undefined; readonly key: string }[] = []
  for (const item of items) {
    if (!(item instanceof Map)) return undefined
    const values = keys.map((key) => readText(item.get(key)))
    if (values.every((value) => value === undefined)) return undefined
    if (keys.length === 1 && values[0] === undefined) return undefined
    const id = JSON.stringify(values.map((value) => value ?? ''))
    if (seen.has(id)) return undefined
    seen.add(id)
    const index = values.findIndex((value) => value !== undefined)
    const value = values[index]
    found.push({ id, value, key: keys[index] ?? '' })
    if (value !== undefined) alone.set(value, (alone.get(value) ?? 0) + 1)
  }
  return found.map(({ id, value, key }, index) => ({
    id,
    part: value !== undefined && alone.get(value) === 1 ? { key, value } : index,
  }))
}

function readText(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined
}

function pairByIdentity(before: readonly Identity[], after: readonly Identity[]): PairedItems {
  const indexes = new Map(before.map(({ id }, index) => [id, index]))
  const kept = new Set(after.map(({ id }) => id))
  const items: PairedItem[] = before.flatMap(({ id, part }, index) =>
    kept.has(id) ? [] : [{ part, before: index, after: undefined }],
  )
  const common: number[] = []
  for (const [index, { id, part }] of after.entries()) {
    const old = indexes.get(id)
    items.push({ part, before: old, after: index })
    if (old !== undefined) common.push(old)
  }
  const isSorted = common.every((old, index) => index === 0 || old > (common[index - 1] ?? -1))
  if (isSorted) return { items, order: undefined }
  const name = ({ part }: Identity): string => (typeof part === 'object' ? part.value : String(part))
  const names = (indexesOf: readonly number[]): readonly string[] =>
    indexesOf.flatMap((index) => (before[index] === undefined ? [] : [name(before[index])]))
  return { items, order: { before: names(common.toSorted((a, b) => a - b)), after: names(common) } }
}

/** What stands alone between two equal items is paired in order: it was changed there. */
function pairByEdit(before: readonly JsonValue[], after: readonly JsonValue[]): readonly PairedItem[] {
  const items: PairedItem[] = []
  let gone: number[] = []
  let added: number[] = []
  const flush = (): void => {
    for (let index = 0; index < Math.max(gone.length, added.length); index += 1) {
      const old = gone[index]
      const now = added[index]
      items.push({ part: now ?? old ?? 0, before: old, after: now })
    }
    gone = []
    added = []
  }
  for (const one of alignItems(before.map(canonicalText), after.map(canonicalText))) {
    if (one.before !== undefined && one.after !== undefined) {
      flush()
      items.push({ part: one.after, before: one.before, after: one.after })
    } else if (one.before !== undefined) gone.push(one.before)
    else if (one.after !== undefined) added.push(one.after)
  }
  flush()
  return items
}
