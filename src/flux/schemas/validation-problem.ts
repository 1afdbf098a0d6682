/** What the API server would refuse about an object, or a field that it would not keep. */
export interface ValidationProblem {
  /** Keys and indexes from the root of the object to the field; for a missing field, to where it should stand. */
  readonly path: readonly (string | number)[]
  /**
   * `unknown-field`: the schema has no such field, and a server-side apply fails. `pruned-field`: the API server
   * drops the field without a word, since the schema names no fields there at all. `duplicate`: two items of a list with
   * the same key. `no-alternative`: none, or more than one, of the forms that are allowed.
   */
  readonly kind:
    | 'unknown-field'
    | 'pruned-field'
    | 'wrong-type'
    | 'missing'
    | 'not-allowed'
    | 'duplicate'
    | 'no-alternative'
  /** A sentence without the location. It holds no value that may be a secret. */
  readonly message: string
  /** The known field or value that may have been meant. */
  readonly near: string | undefined
}
