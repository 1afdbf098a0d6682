import type { Location } from '../../source/location.ts'
import type { Selector } from '../resource/selector.ts'
import type { FieldPath } from './path-part.ts'

/** How a field is split, and whether it is made where it is missing (types.FieldOptions). */
export interface FieldOptions {
  /** Empty for the whole field. */
  readonly delimiter: string
  readonly index: number
  readonly create: boolean
}

/** The field that a value is taken from. */
export interface ReplacementSource {
  /** The object; empty texts stand for any. */
  readonly object: {
    readonly group: string
    readonly version: string
    readonly kind: string
    readonly name: string
    readonly namespace: string
  }
  readonly field: FieldPath
  readonly options: FieldOptions
  readonly at: Location | undefined
}

/** Fields that a value is copied to. */
export interface ReplacementTarget {
  readonly select: Selector | undefined
  readonly reject: readonly Selector[]
  readonly fields: readonly FieldPath[]
  readonly options: FieldOptions
  readonly at: Location | undefined
}

/** One entry of `replacements` (types.Replacement). */
export interface Replacement {
  readonly source: ReplacementSource | undefined
  /** A value that is written right here instead. */
  readonly sourceValue: { readonly text: string; readonly at: Location | undefined } | undefined
  /** Undefined where none are written. */
  readonly targets: readonly ReplacementTarget[] | undefined
  readonly at: Location | undefined
}
