import type { Configuration } from '../../lint/configuration.ts'
import { lintRepository } from '../../lint/lint-repository.ts'
import type { Repository } from '../../model/repository.ts'
import type { PlanProblem } from '../../promote/plan/promotion-plan.ts'
import { rules } from '../../rules/generated/registry.ts'

/** The errors that a repository has after a change and had in none of some states before, as reasons not to make it. */
export function listNewFindings(
  before: readonly Repository[],
  after: Repository,
  configuration: Pick<Configuration, 'rules'>,
): readonly PlanProblem[] {
  const old = new Set(before.flatMap((one) => lintErrors(one, configuration).map(({ fingerprint }) => fingerprint)))
  return lintErrors(after, configuration)
    .filter(({ fingerprint }) => !old.has(fingerprint))
    .map(({ rule, message, help, at, clusters }) => {
      const { line, column } = after.files.get(at.file)?.lines.positionAt(at.start) ?? { line: 1, column: 1 }
      const whom = clusters.length === 0 ? '' : ` (${clusters.join(', ')})`
      return {
        code: 'finding',
        message: `${message}${whom}`,
        help: help ?? '',
        places: [`${at.file}:${line}:${column} ${rule}`],
        at,
      }
    })
}

function lintErrors(
  repository: Repository,
  configuration: Pick<Configuration, 'rules'>,
): ReturnType<typeof lintRepository> {
  return lintRepository(repository, configuration, rules).filter(({ severity }) => severity === 'error')
}
