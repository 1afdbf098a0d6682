import type { Diagnostic } from '../source/diagnostic.ts'
import { cleanText } from './clean-text.ts'
import type { JudgedRepository } from './judged-repository.ts'
import { locateFinding } from './locate-finding.ts'

/** What is said of a finding below its message, as plain text: the chain and the places that explain it, then the remedy. */
export function listFindingRows({ related, help }: Diagnostic, repository: JudgedRepository): readonly string[] {
  const rows = related.map(({ message, at }) => {
    const { file, line, column } = locateFinding(at, repository)
    return `through ${file}:${line}:${column} ${cleanText(message)}`
  })
  return help === undefined ? rows : [...rows, `fix: ${cleanText(help)}`]
}
