/** A node of a document as the merge sees it: what it says as a number, and where it stands. */
export interface MergeNode {
  /**
   * `opaque` is what is never merged inside: repeated or complex keys, and what SOPS encrypted, whose checksum is over
   * the whole.
   */
  readonly kind: 'map' | 'list' | 'scalar' | 'opaque'
  /** The same for nodes that mean the same, however they are written. */
  readonly id: number
  /** The anchor and the tag, empty for most. */
  readonly properties: string
  readonly text: string
  /** Where what it is a value of ends: after the colon or the dash. Its own start elsewhere. */
  readonly lead: number
  readonly start: number
  /** Without trailing comments, white space and the last line break of a block scalar. */
  readonly end: number
  readonly isFlow: boolean
  /** Whether the last line belongs to a block scalar, so that no comment can stand behind it. */
  readonly endsInBlock: boolean
  /** What a scalar says; undefined elsewhere. */
  readonly value: string | undefined
  readonly isLiteral: boolean
  /** The column of the entries of a block collection. */
  readonly column: number
  readonly slots: readonly Slot[]
}

/** An entry of a map or an item of a list. */
export interface Slot {
  /** The key of an entry; undefined for items. */
  readonly key: string | undefined
  readonly keyText: string
  /** Where the key or the dash stands; in flow lists the value with its properties. */
  readonly start: number
  /** After the colon or the dash. */
  readonly mark: number
  /** Whether it stands on lines of its own instead of in brackets. */
  readonly isBlock: boolean
  /** Where what stands before it ends: the entry before, or what the collection is the value of. */
  readonly floor: number
  readonly value: MergeNode
}
