import type { ChalkInstance } from 'chalk'
import { countJudged } from './count-findings.ts'
import { countBySeverity, type LintResult } from './lint-result.ts'

/** The last line of what a person is shown: how many findings there are, and of what. */
export function renderSummary(result: Omit<LintResult, 'version'>, colors: ChalkInstance): string {
  const { repository, diagnostics } = result
  const counts = countBySeverity(diagnostics)
  const scope = countJudged(result)
  const blind =
    repository.clusters.length === 0 && repository.fluxKustomizations.length > 0
      ? `\n${colors.yellow('No cluster was found')}: what clusters load was not judged. Name their directories under \`clusters\` in .gitops.yaml.`
      : ''
  if (diagnostics.length === 0) return `${colors.green('✔')} No findings: ${scope}.${blind}`
  const found = [
    counts.error > 0 ? colors.red(count(counts.error, 'error')) : '',
    counts.warning > 0 ? colors.yellow(count(counts.warning, 'warning')) : '',
    counts.info > 0 ? colors.blue(`${counts.info} info`) : '',
  ].filter((part) => part !== '')
  const files = new Set(diagnostics.map((one) => one.at.file)).size
  const mark = counts.error > 0 ? colors.red('✖') : colors.yellow('⚠')
  return `${mark} ${found.join(', ')} in ${count(files, 'file')} (${scope}).${blind}`
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
