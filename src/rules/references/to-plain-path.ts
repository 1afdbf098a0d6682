import { posix } from 'node:path'

/** What more than detours a plain path is to be without. */
export interface PlainForm {
  /** `./` at its beginning. */
  readonly withoutPrefix: boolean
  /** `/` at its end. */
  readonly withoutSlash: boolean
}

/**
 * A path without empty steps, `.` and ways down and up again, which kustomize and Flux take out by the text alone, whatever
 * lies on the way. A `./` in front and a `/` behind stay unless they are unwanted.
 */
export function toPlainPath(text: string, { withoutPrefix, withoutSlash }: PlainForm): string {
  const plain = posix.normalize(text)
  if (plain === '.' || plain === './') return text
  const trimmed = withoutSlash && plain.length > 1 && plain.endsWith('/') ? plain.slice(0, -1) : plain
  return text.startsWith('./') && !withoutPrefix ? `./${trimmed}` : trimmed
}
