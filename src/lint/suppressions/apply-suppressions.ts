import type { Repository } from '../../model/repository.ts'
import type { SourceFile } from '../../model/source-file.ts'
import type { Rule } from '../../rules/rule.ts'
import type { JudgedSuppression, NamedRule } from '../../rules/suppressions/judged-suppression.ts'
import { nearestMatch } from '../../source/nearest-match.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { Completed } from '../complete-reports.ts'
import type { HasJudged } from '../judge-repository.ts'
import { readSuppressions } from './read-suppressions.ts'
import type { FileSuppressions, Suppression } from './suppression.ts'

interface Context {
  readonly rules: readonly Rule[]
  /** Rules that judge suppressions, and cannot be suppressed. */
  readonly final: ReadonlySet<Rule>
  readonly hasJudged: HasJudged
  readonly isAsked: (path: RepoPath) => boolean
}

/** What suppression comments leave and take, and what came of each. */
interface Outcome {
  readonly findings: readonly Completed[]
  readonly suppressed: readonly Completed[]
  readonly suppressions: readonly JudgedSuppression[]
}

/** Larger files are data of some other kind, where they are not YAML. */
const maximumBytes = 1024 * 1024

/** Sets aside what comments suppress. Of several comments for one finding each is used. */
export function applySuppressions(completed: readonly Completed[], repository: Repository, context: Context): Outcome {
  const files = new Map<RepoPath, FileSuppressions>()
  const withFindings = new Set(completed.map(({ finding }) => finding.at.file))
  for (const file of repository.files.values()) {
    if (!withFindings.has(file.path) && !mayBeJudged(file, context)) continue
    const read = readSuppressions(file)
    if (read !== undefined) files.set(file.path, read)
  }
  const used = new Set<string>()
  const findings: Completed[] = []
  const suppressed: Completed[] = []
  const indexes = new Map([...files].map(([path, { suppressions }]) => [path, indexByTarget(suppressions)]))
  for (const one of completed) {
    const { rule, at } = one.finding
    const file = files.get(at.file)
    const index = indexes.get(at.file)
    const targets = [targetOf(rule, file?.statementOf(at.start)), targetOf(rule, undefined)]
    const covering = targets.flatMap((target) => index?.get(target) ?? [])
    for (const target of targets) used.add(`${at.file}\0${target}`)
    if (covering.length === 0) findings.push(one)
    else {
      const reason = covering.find((comment) => comment.reason !== undefined)?.reason
      suppressed.push({ ...one, finding: { ...one.finding, suppressed: { by: 'comment', reason } } })
    }
  }
  const judge = createJudge(context, used)
  return { findings, suppressed, suppressions: [...files.values()].flatMap((file) => file.suppressions.map(judge)) }
}

function mayBeJudged(file: SourceFile, { isAsked }: Context): boolean {
  return !file.isIgnored && isAsked(file.path) && (file.isYaml || file.size <= maximumBytes)
}

/** What a suppression takes: a rule in a statement, or in the whole file. */
function targetOf(rule: string, statement: number | undefined): string {
  return `${statement ?? 'file'}\0${rule}`
}

function indexByTarget(suppressions: readonly Suppression[]): ReadonlyMap<string, readonly Suppression[]> {
  const index = new Map<string, Suppression[]>()
  for (const suppression of suppressions) {
    if (isIdle(suppression)) continue
    for (const { name } of suppression.names) {
      const target = targetOf(name, suppression.statement)
      const known = index.get(target)
      if (known === undefined) index.set(target, [suppression])
      else known.push(suppression)
    }
  }
  return index
}

/** One that suppresses nothing: it does not count where it stands, or nothing follows it. */
function isIdle({ flaw, directive, statement }: Suppression): boolean {
  return flaw !== undefined || (directive !== 'gitops-lint-disable' && statement === undefined)
}

function createJudge(
  { rules, final, hasJudged }: Context,
  used: ReadonlySet<string>,
): (suppression: Suppression) => JudgedSuppression {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const outcomeOf = (name: string, suppression: Suppression): NamedRule['outcome'] => {
    const path = suppression.at.file
    const rule = byId.get(name)
    if (rule === undefined) return 'unknown'
    if (final.has(rule)) return 'final'
    if (suppression.flaw !== undefined) return 'unjudged'
    if (!isIdle(suppression) && used.has(`${path}\0${targetOf(name, suppression.statement)}`)) return 'used'
    return hasJudged(rule, path) ? 'unused' : 'unjudged'
  }
  return (suppression) => {
    const { at, directive, flaw, reason, names } = suppression
    const judged = names.map(({ name, at: place }): NamedRule => {
      const outcome = outcomeOf(name, suppression)
      const near = outcome === 'unknown' ? nearestMatch(name, byId.keys()) : undefined
      return { name, at: place, outcome, near }
    })
    return { at, directive, flaw, rules: judged, reason }
  }
}
