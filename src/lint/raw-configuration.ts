import type { Severity } from '../source/severity.ts'

/** A stage of promotion as it is written. */
export interface RawEnvironment {
  readonly name: string
  readonly clusters?: readonly string[]
  readonly promotable?: boolean
}

/** Settings of rules as they are written. */
export type RawRules = Readonly<Record<string, Severity | 'off' | Readonly<Record<string, unknown>>>>

/** The shape that the schema guarantees. */
export interface RawConfiguration {
  readonly layers?: Readonly<
    Record<string, { readonly paths: readonly string[]; readonly mayReference?: readonly string[] }>
  >
  readonly clusters?: readonly string[]
  readonly environments?: readonly (string | RawEnvironment)[]
  readonly ephemeral?: readonly string[]
  readonly mainBranch?: string
  readonly infrastructure?: readonly string[]
  readonly promotion?: {
    readonly directories?: readonly string[]
    readonly keepFiles?: readonly string[]
    readonly keepFields?: readonly (
      | string
      | { readonly field: string; readonly kind?: string; readonly name?: string }
    )[]
    readonly mayName?: readonly string[]
    readonly allowDelete?: number
  }
  readonly sources?: Readonly<Record<string, string>>
  readonly variables?: readonly {
    readonly from: string
    readonly clusters?: readonly string[]
    readonly values: Readonly<Record<string, unknown>>
  }[]
  readonly flux?: string
  readonly kubernetes?: string
  readonly ignore?: readonly string[]
  readonly rules?: RawRules
  readonly overrides?: readonly { readonly paths: readonly string[]; readonly rules: RawRules }[]
}
