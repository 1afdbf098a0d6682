import type { JsonValue } from '../../yaml/json-value.ts'
import type { LocatedUse } from './located-use.ts'

/** What a value is. */
export type ValueType = 'text' | 'boolean' | 'number' | 'null' | 'map' | 'list'

/** A text that is none any more after substitution. */
export interface Retyped {
  /** The field, as it is called afterwards. */
  readonly path: readonly (string | number)[]
  readonly from: 'text'
  readonly to: Exclude<ValueType, 'text'>
  /** What stands in the text; the last one decided. */
  readonly uses: readonly LocatedUse[]
}

/** What a value is. */
export function typeOfValue(value: JsonValue): ValueType {
  if (value === null) return 'null'
  if (typeof value === 'string') return 'text'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'number' || typeof value === 'bigint') return 'number'
  return Array.isArray(value) ? 'list' : 'map'
}
