import { UserError } from '../../source/user-error.ts'
import { reasonOf } from '../reason-of.ts'
import { errorCode } from './error-code.ts'

/** Does something with a file; what the operating system objects to becomes a UserError that begins with `what`. */
export function explainFailure<T>(what: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    throw new UserError(`${what}: ${reasonOf(error)}`)
  }
}
