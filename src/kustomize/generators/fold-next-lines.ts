import type { Location } from '../../source/location.ts'
import { BuildError } from '../build-error.ts'

/** What go-yaml refuses to read where it is not escaped, and Go's json does not escape. */
const unreadable = /[\x7f-\x84\x86-\x9f\ufffe\uffff]/

/**
 * A text after the way from a kustomization file to a generator. kustomize writes a generator's arguments as JSON and reads
 * them as YAML, where the character U+0085 is a line break that is folded away with the spaces around it, and other
 * control characters are an error.
 */
export function foldNextLines(text: string, field: string, at: Location | undefined): string {
  const control = unreadable.exec(text)?.[0]
  if (control !== undefined) {
    const code = control.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    const message = `\`${field}\` holds the control character U+${code}, which kustomize cannot pass on`
    throw new BuildError({ code: 'control-character', message, at })
  }
  return text.includes('\u0085') ? text.replace(/[ \u0085]+/g, foldBreaks) : text
}

/** One break becomes a space, more of them one line break less. */
function foldBreaks(blanks: string): string {
  const breaks = blanks.replaceAll(' ', '').length
  if (breaks === 0) return blanks
  return breaks === 1 ? ' ' : '\n'.repeat(breaks - 1)
}
