import type { Severity } from '../source/severity.ts'

/** The shape that the schema guarantees. */
export interface RawConfiguration {
  readonly layers?: Readonly<
    Record<string, { readonly paths: readonly string[]; readonly mayReference?: readonly string[] }>
  >
  readonly clusters?: readonly string[]
  readonly environments?: readonly (string | { readonly name: string; readonly clusters?: readonly string[] })[]
  readonly ephemeral?: readonly string[]
  readonly mainBranch?: string
  readonly infrastructure?: readonly string[]
  readonly sources?: Readonly<Record<string, string>>
  readonly variables?: readonly {
    readonly from: string
    readonly clusters?: readonly string[]
    readonly values: Readonly<Record<string, unknown>>
  }[]
  readonly flux?: string
  readonly kubernetes?: string
  readonly ignore?: readonly string[]
  readonly rules?: Readonly<Record<string, Severity | 'off' | Readonly<Record<string, unknown>>>>
}
