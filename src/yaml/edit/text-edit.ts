/** Replaces what stands between two offsets of a text; an insertion where both are the same. */
export interface TextEdit {
  readonly start: number
  readonly end: number
  readonly text: string
}
