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

/** `2 older findings are not shown`; undefined where there are none. */
export function countOlder(count = 0): string | undefined {
  return count === 0 ? undefined : `${countOf(count, 'older finding')} ${count === 1 ? 'is' : 'are'} not shown`
}
