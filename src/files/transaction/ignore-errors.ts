import { errorCode } from './error-code.ts'

/** Does something whose failing for one of the given reasons of the operating system is no failure. Says if it was done. */
export function ignoreErrors(codes: readonly string[], act: () => void): boolean {
  try {
    act()
    return true
  } catch (error) {
    if (codes.includes(errorCode(error) ?? '')) return false
    throw error
  }
}
