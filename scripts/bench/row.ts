/** Several runs of the same: what is in the middle, and from where to where they go. */
export interface Spread {
  readonly median: number
  readonly least: number
  readonly most: number
}

/** A line of the results: one piece of work, measured. */
export interface Row {
  /** Unique in its group. */
  readonly name: string
  readonly runs: number
  /** Seconds. */
  readonly wall: Spread
  /** Seconds of user and system time, where it can be told. */
  readonly cpu?: Spread
  /** Bytes of memory, where it can be told. */
  readonly peak?: Spread
  /** The bytes that it reads, where a bound on memory is judged by them. */
  readonly bytes?: number
  /** The names of the rows of its group that it is compared with. */
  readonly against?: readonly string[]
  /** Where not all of it was run: how many of how many processes. The times are those of all. */
  readonly sample?: { readonly measured: number; readonly of: number }
}

/** Rows about the same input. */
export interface Group {
  /** As `--only` has it. */
  readonly name: string
  readonly title: string
  readonly rows: readonly Row[]
}
