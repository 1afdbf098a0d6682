import type { KeptField } from '../../model/layout.ts'
import type { KeptValue } from './kept-value.ts'

export type { KeptValue } from './kept-value.ts'

/** A file's two versions and what is declared the environment's own. */
export interface KeepInput {
  readonly source: string
  readonly target: string
  readonly fields: readonly KeptField[]
}

/** The source's text with the target's own fields. */
export interface KeptText {
  readonly text: string
  /** Fields whose value in the target differs from the source's. */
  readonly kept: readonly KeptValue[]
  /** Declarations that lead to something in the target. */
  readonly matched: readonly KeptField[]
  /** Fields that differ and could not be put in: the text has the source's. */
  readonly unsafe: readonly KeptValue[]
}

export function keepFields({ source }: KeepInput): KeptText | undefined {
  return { text: source, kept: [], matched: [], unsafe: [] }
}
