import { isProductionName, lowerStages } from '../hierarchy/is-production-name.ts'

/** The words by which values name two environments. */
export interface EnvironmentWords {
  /** Of the earlier environment, in lower case. */
  readonly theirs: ReadonlySet<string>
  /** Of production. */
  readonly own: readonly string[]
  /** Both, where they can stand between separators. As `theirs`, the same set for all that have the same words. */
  readonly all: ReadonlySet<string>
}

const aliases = [
  ['development', 'develop', 'dev'],
  ['staging', 'stage', 'stg'],
  ['production', 'prod', 'prd'],
]

/**
 * The words of an earlier environment and of production: the configured names, or else those words of the clusters' names
 * that say what they are; each with its usual short forms. Undefined where a name is no single word.
 */
export function wordsOf(theirs: string, own: string): EnvironmentWords | undefined {
  const earlier = wordsIn(theirs).filter((word) => lowerStages.has(word) || word === theirs.toLowerCase())
  const [only] = earlier
  if (only === undefined || earlier.length > 1) return undefined
  const production = wordsIn(own).filter(isProductionName)
  const owns = [...new Set([own.toLowerCase(), ...production, ...withAliases('production')])]
  const lower = withAliases(only)
  const alone = owns.filter((word) => wordsIn(word).length === 1)
  return { theirs: setOf(lower), own: owns, all: setOf(lower, alone) }
}

const sets = new Map<string, ReadonlySet<string>>()

/** The same set for the same words, so that what is known with regard to it is found again. */
function setOf(theirs: readonly string[], own: readonly string[] = []): ReadonlySet<string> {
  const key = `${theirs.join(' ')}/${[...own].sort().join(' ')}`
  const set = sets.get(key) ?? new Set([...theirs, ...own])
  sets.set(key, set)
  return set
}

function withAliases(word: string): readonly string[] {
  return aliases.find((group) => group.includes(word)) ?? [word]
}

/** The words of a text in lower case. */
export function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().split(/[^a-z0-9]+/)
}

/** Whether one of the words stands in a text, alone between separators. */
export function namesOne(text: string, words: ReadonlySet<string>): boolean {
  return wordsIn(text).some((word) => words.has(word))
}

/** A text with each of the words replaced. */
export function replaceWords(text: string, words: ReadonlySet<string>, by: string): string {
  return text.replace(/[A-Za-z0-9]+/g, (word) => (words.has(word.toLowerCase()) ? by : word))
}

/** Takes the place of the words in a text. No text of YAML holds it. */
export const mark = '\0'

/** A text with the mark in the place of each of the words, in lower case. */
export function markWords(text: string, words: ReadonlySet<string>): string {
  return replaceWords(text.toLowerCase(), words, mark)
}

/** A marked text without the marks and one separator beside each, rather a hyphen than a dot: `api.example.com`. */
export function dropMarks(marked: string): string {
  return marked
    .replace(/[-_]\0(?=[^-_]|$)/g, '')
    .replace(/\0[-_]/g, '')
    .replace(/\0[./]/g, '')
    .replace(/[./]?\0/g, '')
}
