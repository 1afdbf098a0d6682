import { lintFormatNames } from '../report/lint-formats.ts'
import { rules } from '../rules/generated/registry.ts'
import { completedShells } from './completed-shells.ts'

/**
 * What the last of the words may become that somebody types after the name of a program, where the parser does not know:
 * a rule to explain, a format, a shell. Empty for a value that is a file or a revision; undefined where the parser knows.
 */
export function completeValue(words: readonly string[]): readonly string[] | undefined {
  const current = words.at(-1) ?? ''
  const before = words.at(-2) ?? ''
  const isLint = words[0] === 'lint' || !words.some((word) => commandsWithFormats.includes(word))
  if (before === '--format' && isLint) return startingWith(current, lintFormatNames)
  if (/^--(?:cwd|base|head|output-file|files-from|package)$/.test(before)) return []
  if (words[0] === 'completion' && words.length === 2 && !current.startsWith('-')) {
    return startingWith(current, completedShells)
  }
  if (words[0] === 'explain' && !current.startsWith('-'))
    return startingWith(
      current,
      rules.map(({ id }) => id),
    )
  return undefined
}

/** Those whose `--format` has choices of its own. */
const commandsWithFormats = ['build', 'why', 'inventory', 'diff', 'promote', 'rollback', 'drift', 'promotions', 'tree']

function startingWith(start: string, words: readonly string[]): readonly string[] {
  return words.filter((word) => word.startsWith(start))
}
