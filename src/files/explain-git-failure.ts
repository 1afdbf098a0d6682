import { stripVTControlCharacters } from 'node:util'
import { UserError } from '../source/user-error.ts'

/** Characters of what git and hooks say that are shown. */
const maximumWords = 4000

/**
 * The UserError for something that git, run for the user, did not do: what it was, and git's own words without advice,
 * colours and passwords in URLs.
 */
export function explainGitFailure(
  what: string,
  answer: { readonly problem: string; readonly message: string; readonly output?: Buffer },
): UserError {
  if (answer.problem === 'not installed') return new UserError(`${what}: git is not installed`)
  if (answer.problem === 'too much output') return new UserError(`${what}: git has too much to say about it`)
  // That there is nothing to commit is told as if it were a result.
  const words = cleanGitWords(answer.message) || cleanGitWords(answer.output?.toString() ?? '')
  return new UserError(`${what}: ${words === '' ? 'git gives no reason' : words}`)
}

/** What git wrote for people, fit to be shown: no advice, no progress, no control characters, no passwords in URLs. */
export function cleanGitWords(message: string): string {
  const text = stripVTControlCharacters(message)
    .replace(/(https?:\/\/)[^\s/@']+@/gi, '$1')
    .split('\n')
    // Progress overwrites its own line.
    .map((line) => line.replace(/\r$/, '').replace(/^.*\r/, ''))
    .filter((line) => !/^hint:/.test(line))
    .join('\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim()
    .replace(/^(?:fatal|error): /, '')
  return text.length > maximumWords ? `${text.slice(0, maximumWords)}…` : text
}
