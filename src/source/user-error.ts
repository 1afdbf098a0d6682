/** A mistake of the user's (an option, a path, the configuration): shown as it is, without a stack, exit code 2. */
export class UserError extends Error {
  override readonly name = 'UserError'
}
