/** A scalar that says which version of an application runs. */
export interface VersionField {
  /** The object, such as `Deployment.apps web/shop`; empty in a file of one document. */
  readonly object: string
  /** The field, items of lists by what tells them apart: `spec.template.spec.containers[name=app].image`. */
  readonly path: string
  /** Offsets of the value in the text, quotes included. */
  readonly start: number
  readonly end: number
  /** The value without quotes. */
  readonly value: string
  /** Why it is a version, in a few words. */
  readonly reason: string
}
