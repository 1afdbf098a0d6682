import type { Node, Scalar, YAMLMap, YAMLSeq } from 'yaml'

/** One element of a list, with the lines that are its own. */
export interface Item {
  readonly node: Node
  /** Offset where its comments begin, or its own line; of a list in brackets, where its own text begins. */
  readonly start: number
  /** Offset of its own text, behind the dash. */
  readonly textAt: number
  /** Where its own text ends, without a comment behind it. */
  readonly textEnd: number
  /** Behind its last line; of a list in brackets, where its own text ends. */
  readonly end: number
}

/** A list in the text of a file. */
export interface List {
  readonly node: YAMLSeq
  readonly isFlow: boolean
  /** Column of the dashes, from 0. */
  readonly column: number
  readonly items: readonly Item[]
}

/** One field of a mapping in block style, in the text of a file. */
export interface Field {
  readonly map: YAMLMap
  readonly key: Scalar
  /** Column of the key, from 0. */
  readonly column: number
  /** Undefined where nothing is written, or nothing but `null`. */
  readonly value: Node | undefined
  /** Where the comments directly above it begin, or its own line. */
  readonly start: number
  readonly keyLine: number
  /** Behind its last line. */
  readonly end: number
}
