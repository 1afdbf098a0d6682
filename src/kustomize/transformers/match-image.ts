import type { Location } from '../../source/location.ts'
import { compileRegex } from '../resource/compile-regex.ts'

/**
 * A test whether the reference of an image is of a name, whatever its tag and digest. The name is a regular expression, as
 * in kustomize, and not put in brackets, so a `|` in it parts the whole. Throws a BuildError `invalid-regex` for a wrong one.
 */
export function matchImage(name: string, at: Location | undefined): (text: string) => boolean {
  if (!isWord.test(name)) return compile(name, at)
  let general: ReturnType<typeof compile> | undefined
  return (text) => {
    if (!isAscii.test(text)) {
      general ??= compile(name, at)
      return general(text)
    }
    if (text.length < name.length) return false
    for (let index = 0; index < name.length; index += 1) {
      const wanted = name.charCodeAt(index)
      if (wanted !== dot && wanted !== text.charCodeAt(index)) return false
    }
    return tagAndDigest.test(text.slice(name.length))
  }
}

function compile(name: string, at: Location | undefined): (text: string) => boolean {
  return compileRegex(`^${name}(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$`, at)
}

/** Of nearly all names only the dots say more than themselves: any one character, which is then one of ASCII. */
const isWord = /^[\w./:@-]*$/
const isAscii = /^[ -~]*$/
const dot = 0x2e
const tagAndDigest = /^(?::[a-zA-Z0-9_.{}-]*)?(?:@sha256:[a-zA-Z0-9_.{}-]*)?$/
