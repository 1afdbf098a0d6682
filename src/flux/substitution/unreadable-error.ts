import type { Location } from '../../source/location.ts'

/** Thrown where Flux could not read an object after substitution. Its message holds no values. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError'

  constructor(
    message: string,
    /** Where the cause is written, if it is known. */
    readonly at?: Location | undefined,
    /** Where it shows in the substituted text, if that is known. */
    readonly offset?: number | undefined,
  ) {
    super(message)
  }
}
