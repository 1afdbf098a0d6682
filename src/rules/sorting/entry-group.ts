import type { Node } from 'yaml'

/** One entry of a list that is to be sorted. */
export interface SortedEntry {
  readonly node: Node
  /** What it is called; never the value of a literal. */
  readonly name: string
  /** The least comes first, whatever the names. */
  readonly rank: number
  /** What the bytes are compared of, in each of the two orders that people use. */
  readonly keys: readonly [bytes: string, names: string]
  /** Whether a comment stands directly above it. */
  readonly hasComment: boolean
}

/** Entries that are in order among themselves. */
export interface EntryGroup {
  /** The list that they are in, as it is said: `resources`, `configMapGenerator.files`. */
  readonly field: string
  readonly entries: readonly SortedEntry[]
  /**
   * To which entries comments above them belong: `entry` each to its own, `unknown` where the first entry has the only one,
   * which may be about it or about all.
   */
  readonly comments: 'entry' | 'unknown'
}
