import type { JudgedChange } from '../model/change/environment-change.ts'
import { isSetAside } from '../model/is-set-aside.ts'
import { isReached } from '../model/queries/is-reached.ts'
import { layerOf } from '../model/queries/layer-of.ts'
import type { Repository } from '../model/repository.ts'
import type { SourceFile } from '../model/source-file.ts'
import type { Rule, RuleContext, Visitor } from '../rules/rule.ts'
import type { Diagnostic } from '../source/diagnostic.ts'
import { isWithin } from '../source/is-within.ts'
import { parentDirectory } from '../source/parent-directory.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { applyBaseline } from './baseline/apply-baseline.ts'
import type { Baseline, BaselineEntry } from './baseline/baseline.ts'
import { type Completed, createCompletion, type Raw, sortCompleted } from './complete-reports.ts'
import { createRuleSettings, type RuleConfiguration } from './rule-settings.ts'
import { applySuppressions } from './suppressions/apply-suppressions.ts'
import { visitRepository } from './visit-repository.ts'

/** What a judgement depends on beside the repository and its configuration. */
export interface JudgeOptions {
  /** What rules on changes judge; without it they find nothing. */
  readonly change?: JudgedChange | undefined
  /** Findings that do not count. */
  readonly baseline?: Baseline | undefined
  /** The parts that are reported on; `['']`, the default, is the whole. Nothing outside of them is called stale. */
  readonly asked?: readonly RepoPath[]
}

/** What came of judging a repository; each list by file, then by place. */
export interface Judgement {
  /** What counts. */
  readonly findings: readonly Diagnostic[]
  /** What comments or the baseline suppress; each says which in `suppressed`. */
  readonly suppressed: readonly Diagnostic[]
  /** Entries of the baseline of which nobody can tell whether they still occur. */
  readonly unjudged: readonly BaselineEntry[]
}

/** Whether a rule has looked at a file, so that it may be said that it finds nothing there. */
export type HasJudged = (rule: Rule, path: RepoPath) => boolean

/**
 * Runs the rules that the configuration leaves on; then what comments suppress is set aside, then what the baseline
 * knows. Rules on suppressions and on the baseline judge what came of that.
 */
export function judgeRepository(
  repository: Repository,
  configuration: RuleConfiguration,
  rules: readonly Rule[],
  { change, baseline, asked = [''] }: JudgeOptions = {},
): Judgement {
  const settings = createRuleSettings(configuration)
  const visitors: Visitor[] = []
  const silent = new Set<Rule>()
  const final = new Set<Rule>()
  let reports: Raw[] = []
  for (const rule of rules) {
    for (const { options, holdsFor } of settings.variantsOf(rule, repository.files.keys())) {
      const defaults = Object.entries(rule.options).map(([name, option]) => [name, option.default])
      const context: RuleContext<string, Rule['options']> = {
        repository,
        // A rule that asks for the change where there is none has judged nothing.
        get change() {
          if (change === undefined) silent.add(rule)
          return change
        },
        options: { ...Object.fromEntries(defaults), ...options },
        report: (report) => {
          const { file } = report.at
          if (!holdsFor(file) || !settings.isOn(rule, file) || isLeftAside(rule, file, repository)) return
          reports.push({ rule, ...report })
        },
      }
      const visitor = rule.create(context)
      if (visitor.Suppression !== undefined || visitor.BaselineEntry !== undefined) final.add(rule)
      visitors.push(visitor)
    }
  }
  const complete = createCompletion(repository, settings)
  const takeReports = (): readonly Completed[] => {
    const taken = reports
    reports = []
    return complete(taken).filter(({ finding }) => isAsked(finding.at.file))
  }
  const isAsked = (path: RepoPath): boolean => asked.some((directory) => isWithin(path, directory))
  const hasJudged: HasJudged = (rule, path) => {
    if (!isAsked(path) || silent.has(rule) || !settings.isOn(rule, path)) return false
    const file = repository.files.get(path)
    return file === undefined || !(file.isIgnored || isBroken(file) || isLeftAside(rule, path, repository))
  }

  visitRepository(repository, visitors)
  const commented = applySuppressions(takeReports(), repository, { rules, final, hasJudged, isAsked })
  for (const suppression of commented.suppressions) {
    for (const visitor of visitors) visitor.Suppression?.(suppression)
  }
  const known = applyBaseline([...commented.findings, ...takeReports()], baseline, { rules, hasJudged })
  for (const entry of known.entries) for (const visitor of visitors) visitor.BaselineEntry?.(entry)

  const list = (completed: readonly Completed[]): readonly Diagnostic[] =>
    sortCompleted(completed).map(({ finding }) => finding)
  return {
    findings: list([...known.findings, ...takeReports()]),
    suppressed: list([...commented.suppressed, ...known.suppressed]),
    unjudged: known.entries.filter(({ outcome }) => outcome === 'unjudged').map(withoutPlace),
  }
}

/** Scaffolds, archives, tests and documentation that no cluster loads are nobody's mistake. */
function isLeftAside(rule: Rule, file: RepoPath, repository: Repository): boolean {
  if (rule.reach === 'everywhere' || repository.clusters.length === 0) return false
  return (
    isSetAside(parentDirectory(file)) && layerOf(repository.layout, file) === undefined && !isReached(repository, file)
  )
}

/** In a broken file most rules find nothing, whatever there is. */
function isBroken(file: SourceFile): boolean {
  return file.problem !== undefined || (file.isYaml && file.documents.some(({ problems }) => problems.length > 0))
}

function withoutPlace({ fingerprint, rule, path, message }: BaselineEntry): BaselineEntry {
  return { fingerprint, rule, path, message }
}
