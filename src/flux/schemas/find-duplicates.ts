import type { JsonValue } from '../../yaml/json-value.ts'
import type { ObjectSchema } from './object-schema.ts'
import { pathText } from './path-text.ts'
import { showValue } from './show-value.ts'
import type { ValidationProblem } from './validation-problem.ts'

/** Items of a list of the type `set` or `map` that are there twice, or, of a map, have the keys of another. */
export function findDuplicates(
  items: readonly JsonValue[],
  { listType, listKeys, items: schema }: ObjectSchema,
  path: readonly (string | number)[],
): readonly ValidationProblem[] {
  const problems: ValidationProblem[] = []
  const seen = new Map<string, number>()
  for (const [index, item] of items.entries()) {
    const keys = listType === 'set' ? [item] : listKeys.map((key) => keyOf(item, key, schema))
    if (keys.some((key) => !isComparable(key))) continue
    const identity = JSON.stringify(keys.map((key) => [typeof key, String(key)]))
    const first = seen.get(identity)
    if (first === undefined) {
      seen.set(identity, index)
      continue
    }
    const place = [...path, index]
    const what = listType === 'set' ? showValue(item, place) : describeKeys(listKeys, keys, place)
    const message = `\`${pathText(place)}\` has the same ${what} as item ${first} of the list, where each may be there only once`
    problems.push({ path: place, kind: 'duplicate', message, near: undefined })
  }
  return problems
}

function keyOf(item: JsonValue, key: string, schema: ObjectSchema | undefined): unknown {
  if (!(item instanceof Map)) return undefined
  return item.get(key) ?? schema?.properties.get(key)?.defaultValue ?? null
}

/** What holds a variable may turn out to be different. */
function isComparable(key: unknown): boolean {
  if (typeof key === 'string') return !key.includes('${')
  return key === null || typeof key !== 'object' ? key !== undefined : false
}

function describeKeys(names: readonly string[], keys: readonly unknown[], path: readonly (string | number)[]): string {
  return names.map((name, index) => `${name} ${showValue(keys[index], [...path, name])}`).join(' and ')
}
