import { RE2JS, RE2JSException } from 're2js'
import type { Location } from '../../source/location.ts'
import { BuildError } from '../build-error.ts'

/** Longer patterns only come from programs. */
const maximumLength = 10_000

/**
 * Compiles a regular expression in Go's syntax to a test whether it matches somewhere in a text, or, if anchored, the
 * whole of it. Takes linear time whatever the pattern. A BuildError `invalid-regex` at the location if Go refuses it.
 */
export function compileRegex(
  pattern: string,
  at: Location | undefined,
  { isAnchored = false }: { readonly isAnchored?: boolean } = {},
): (text: string) => boolean {
  if (pattern.length > maximumLength) throw invalid(pattern, 'it is too long', at)
  if (isLiteral.test(pattern)) return isAnchored ? (text) => text === pattern : (text) => text.includes(pattern)
  try {
    const regex = compile(isAnchored ? `^(?:${pattern})$` : pattern)
    return (text) => regex.matcher(text).find()
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error
    throw invalid(pattern, error.message.replace(/^error parsing regexp: /, '').replaceAll('`', "'"), at)
  }
}

/** Most patterns are names, which stand for themselves. */
const isLiteral = /^[\w-]*$/

/** Builds of many directories ask for the same few patterns. */
const compiled = new Map<string, RE2JS>()

function compile(pattern: string): RE2JS {
  const regex = compiled.get(pattern) ?? RE2JS.compile(pattern)
  if (compiled.size > 1_000) compiled.clear()
  compiled.set(pattern, regex)
  return regex
}

function invalid(pattern: string, reason: string, at: Location | undefined): BuildError {
  const shown = pattern.length > 60 ? `${pattern.slice(0, 58)}…` : pattern
  return new BuildError({
    code: 'invalid-regex',
    message: `\`${shown}\` is no regular expression: ${reason}`,
    help: 'The syntax is that of Go: no lookaround and no back references; write a literal `*` as `\\*`.',
    at,
  })
}
