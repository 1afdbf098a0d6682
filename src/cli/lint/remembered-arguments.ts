import type { Cache } from '../../files/cache/cache.ts'
import type { LintArguments } from './run-lint.ts'

/** What the same words asked of lint before; undefined where they have to be parsed. */
export function recallArguments(cache: Cache, words: readonly string[]): LintArguments | undefined {
  const text = cache.read(keyOf(words))
  return text === undefined ? undefined : (JSON.parse(text) as LintArguments)
}

/** Remembers what the words of a command line ask for, which depends on nothing but the program. */
export function rememberArguments(cache: Cache, words: readonly string[], args: LintArguments): void {
  cache.write(keyOf(words), JSON.stringify(args))
}

function keyOf(words: readonly string[]): string {
  return JSON.stringify(['arguments', ...words])
}
