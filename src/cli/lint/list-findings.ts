import { listStagedPaths } from '../../files/git-index-changes.ts'
import { openGitRevision } from '../../files/git-revision-file-system.ts'
import { readBaseline } from '../../lint/baseline/read-baseline.ts'
import { type Judgement, judgeRepository } from '../../lint/judge-repository.ts'
import { lintRepository } from '../../lint/lint-repository.ts'
import type { JudgedChange } from '../../model/change/environment-change.ts'
import type { Repository } from '../../model/repository.ts'
import { judgeChange } from '../../promote/policy/judge-change.ts'
import { rules } from '../../rules/generated/registry.ts'
import type { Diagnostic } from '../../source/diagnostic.ts'
import { isWithin } from '../../source/is-within.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { listUncommitted } from '../list-uncommitted.ts'
import { openChange } from '../open-change.ts'
import type { OpenedRepository } from '../open-repository.ts'
import type { Terminal } from '../terminal.ts'
import { findLintBase } from './find-lint-base.ts'
import { type SplitFindings, splitFindings } from './split-findings.ts'

/** Which findings are asked for. */
export interface FindingsQuestion {
  /** Whether the repository is as the next commit would have it. */
  readonly isStaged: boolean
  /** The revision that the branch left, or `auto`; undefined to judge everything as it is. */
  readonly base: string | undefined
  /** Whether only findings in files that differ from the base are wanted; the base is then not judged. */
  readonly changedOnly: boolean
}

/** What was found, and what comments and the baseline set aside. */
export interface ListedFindings extends SplitFindings {
  readonly suppressed: readonly Diagnostic[]
}

/**
 * Judges an opened repository. Without a base all findings are fresh. Throws a UserError where the base is not found.
 */
export async function listFindings(
  opened: OpenedRepository,
  { isStaged, base, changedOnly }: FindingsQuestion,
  terminal: Terminal,
): Promise<ListedFindings> {
  const { root, repository, configuration, asked } = opened
  const baseline = readBaseline(repository)
  const judge = (change?: JudgedChange): Judgement =>
    judgeRepository(repository, configuration, rules, { change, baseline, asked })

  const wanted = base ?? (changedOnly ? 'HEAD' : undefined)
  const found = wanted === undefined ? undefined : await findLintBase(opened, wanted, terminal)
  if (found === undefined) {
    terminal.tell('judging')
    const { findings, suppressed } = judge()
    return { fresh: findings, older: [], suppressed }
  }
  const uncommitted = isStaged ? await listStagedPaths(root, opened.index) : await listUncommitted(root, repository)
  const change = judgeChange(await openChange(root, found.commit, repository, uncommitted), repository)
  terminal.tell('judging')
  const { findings, suppressed } = judge(base === undefined ? undefined : change)
  if (changedOnly) {
    const isChanged = createChangeTest(change, repository)
    return { fresh: findings.filter(({ at }) => isChanged(at.file)), older: [], suppressed }
  }
  terminal.tell('reading the repository as it was before')
  const before = opened.toEarlierModel(await openGitRevision(root, found.commit))
  terminal.tell('judging what was there before')
  return { ...splitFindings(findings, lintRepository(before, configuration, rules)), suppressed }
}

/** A finding about a directory is one of a change to anything in it. */
function createChangeTest({ files }: JudgedChange, repository: Repository): (path: RepoPath) => boolean {
  const changed = new Set(files.map(({ path }) => path))
  return (path) => changed.has(path) || (!repository.files.has(path) && [...changed].some((one) => isWithin(one, path)))
}
