import { listStagedPaths } from '../../files/git-index-changes.ts'
import { readBaseline } from '../../lint/baseline/read-baseline.ts'
import { type Judgement, judgeRepository } from '../../lint/judge-repository.ts'
import type { JudgedChange } from '../../model/change/environment-change.ts'
import { judgeChange } from '../../promote/policy/judge-change.ts'
import { rules } from '../../rules/generated/registry.ts'
import type { Diagnostic } from '../../source/diagnostic.ts'
import { listUncommitted } from '../list-uncommitted.ts'
import { openChange } from '../open-change.ts'
import type { OpenedRepository } from '../open-repository.ts'
import type { Terminal } from '../terminal.ts'
import type { LintBase } from './find-lint-base.ts'
import { selectChanged } from './select-changed.ts'
import { type SplitFindings, splitFindings } from './split-findings.ts'

/** Which findings are asked for. */
export interface FindingsQuestion {
  /** Whether the repository is as the next commit would have it. */
  readonly isStaged: boolean
  /** What it is compared with; undefined to judge everything as it is. */
  readonly base: LintBase | undefined
  /** Whether the user named it, so that the change since then is judged too. */
  readonly isNamed: boolean
  /**
   * Tells what was found in the base. Without it only findings of files that differ from the base are wanted, and in
   * those with a path to what is deleted.
   */
  readonly earlier: (() => Promise<readonly Diagnostic[]>) | undefined
}

/** What was found, and what comments and the baseline set aside. */
export interface ListedFindings extends SplitFindings {
  readonly suppressed: readonly Diagnostic[]
  /** Which of the YAML files are reported on: `2 changed`; undefined for all of them. */
  readonly part: string | undefined
  /** How many findings are left out, as they are in files that do not differ from the base. */
  readonly elsewhere: number
}

/** Judges an opened repository. Without a base all findings are fresh. */
export async function listFindings(
  opened: OpenedRepository,
  { isStaged, base, isNamed, earlier }: FindingsQuestion,
  terminal: Terminal,
): Promise<ListedFindings> {
  const { root, repository, configuration, asked } = opened
  const baseline = readBaseline(repository)
  const judge = (change?: JudgedChange): Judgement =>
    judgeRepository(repository, configuration, rules, { change, baseline, asked })

  if (base === undefined) {
    terminal.tell('rendering and judging the clusters')
    const { findings, suppressed } = judge()
    return { fresh: findings, older: [], suppressed, part: undefined, elsewhere: 0 }
  }
  const uncommitted = isStaged ? await listStagedPaths(root, opened.index) : await listUncommitted(root, repository)
  const change = judgeChange(await openChange(root, base.commit, repository, uncommitted), repository)
  terminal.tell('rendering and judging the clusters')
  if (earlier === undefined) {
    const { findings, suppressed } = judge(isNamed ? change : undefined)
    const changed = selectChanged(change, repository)
    const fresh = findings.filter((one) => changed.has(one))
    const elsewhere = findings.length - fresh.length
    return { fresh, older: [], suppressed, part: changed.description, elsewhere }
  }
  const { findings, suppressed } = judge(change)
  if (findings.length === 0) return { fresh: [], older: [], suppressed, part: undefined, elsewhere: 0 }
  terminal.tell('judging what was there before')
  return { ...splitFindings(findings, await earlier()), suppressed, part: undefined, elsewhere: 0 }
}
