/** What is wrong with a template. All but the last two stop Flux; those two are limits of this program. */
export type TemplateErrorCode =
  | 'missing-brace'
  | 'bad-variable-name'
  | 'bad-substitution'
  | 'bad-argument'
  | 'negative-length'
  | 'undefined-variable'
  | 'too-deep'
  | 'too-costly'

/** Thrown where a template cannot be read or evaluated; caught by `evaluateTemplate`. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError'

  constructor(
    readonly code: TemplateErrorCode,
    message: string,
    /** Offset of the `${` that the error is in. */
    readonly start: number,
    /** Offset at which it shows. */
    readonly offset: number,
  ) {
    super(message)
  }
}
