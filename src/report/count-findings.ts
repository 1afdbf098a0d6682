import { countOf } from './describe-promotion.ts'
import { countBySeverity, type LintResult } from './lint-result.ts'

/** `2 errors, 1 warning in 3 files`; `no findings` where there are none. */
export function countFindings({ diagnostics }: Pick<LintResult, 'diagnostics'>): string {
  if (diagnostics.length === 0) return 'no findings'
  const { error, warning, info } = countBySeverity(diagnostics)
  const counts = [
    error === 0 ? '' : countOf(error, 'error'),
    warning === 0 ? '' : countOf(warning, 'warning'),
    info === 0 ? '' : `${info} info`,
  ].filter((count) => count !== '')
  const files = new Set(diagnostics.map(({ at }) => at.file)).size
  return `${counts.join(', ')} in ${countOf(files, 'file')}`
}

/** What was judged: `12 YAML files, 3 clusters`; where a part was asked for, `2 changed of 12 YAML files, 3 clusters`. */
export function countJudged({ repository, part }: Pick<LintResult, 'part' | 'repository'>): string {
  const ofPart = part === undefined ? '' : `${part} of `
  return `${ofPart}${countOf(repository.judgedFiles, 'YAML file')}, ${countOf(repository.clusters.length, 'cluster')}`
}

/** `2 older findings are not shown`, `1 finding in other files is not shown`; undefined where all are. */
export function countLeftOut({
  older = 0,
  elsewhere = 0,
}: Pick<LintResult, 'older' | 'elsewhere'>): string | undefined {
  const counts = [
    older === 0 ? '' : `${countOf(older, 'older finding')} ${older === 1 ? 'is' : 'are'} not shown`,
    elsewhere === 0
      ? ''
      : `${countOf(elsewhere, 'finding')} in other files ${elsewhere === 1 ? 'is' : 'are'} not shown`,
  ].filter((count) => count !== '')
  return counts.length === 0 ? undefined : counts.join('; ')
}
