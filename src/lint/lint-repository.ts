import type { JudgedChange } from '../model/change/environment-change.ts'
import type { Repository } from '../model/repository.ts'
import type { Rule } from '../rules/rule.ts'
import type { Diagnostic } from '../source/diagnostic.ts'
import { judgeRepository } from './judge-repository.ts'
import type { RuleConfiguration } from './rule-settings.ts'

/**
 * Runs the rules that the configuration leaves on, and returns all findings that count: by file, then by place. `change`
 * is what rules on changes judge; without it they find nothing.
 */
export function lintRepository(
  repository: Repository,
  configuration: RuleConfiguration,
  rules: readonly Rule[],
  change?: JudgedChange,
): readonly Diagnostic[] {
  return judgeRepository(repository, configuration, rules, { change }).findings
}
