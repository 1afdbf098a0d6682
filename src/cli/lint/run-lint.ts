import { findRepositoryRoot } from '../../files/find-repository-root.ts'
import { listUntracked } from '../../files/git-index-untracked.ts'
import { type Severity, severities } from '../../source/severity.ts'
import { UserError } from '../../source/user-error.ts'
import { exitCode } from '../exit-code.ts'
import { readWorkTree, type WorkTree } from '../read-work-tree.ts'
import type { Terminal } from '../terminal.ts'
import { chooseFormats } from './choose-formats.ts'
import type { judgeAnew as JudgeAnew } from './judge-anew.ts'
import { isKept, type RecalledFindings, recallFindings } from './recall-findings.ts'
import { type ReportView, recallReport, rememberReport } from './remembered-report.ts'

/** What a command line asks of `lint`: plain data. `add-lint-command.ts` describes each. */
export interface LintArguments {
  readonly paths: readonly string[]
  readonly format: readonly string[]
  readonly outputFile: string | undefined
  readonly failOn: Severity | 'never'
  readonly quiet: boolean
  readonly staged: boolean
  readonly base: string | undefined
  readonly all: boolean
  readonly changedOnly: boolean
  readonly cache: boolean
  readonly updateBaseline: boolean
  readonly fix: boolean
  readonly dryRun: boolean
  readonly filesFrom: string | undefined
}

/**
 * Judges a repository, prints the findings or mends them, and returns the exit code. Throws a UserError where the
 * arguments do not fit together, or what they name is not there.
 */
export async function runLint(args: LintArguments, terminal: Terminal): Promise<number> {
  const { base, changedOnly, staged: isStaged, failOn } = args
  const failing = failOn === 'never' ? [] : severities.slice(0, severities.indexOf(failOn) + 1)
  const requests = chooseFormats(args.format, args.outputFile, terminal.workingDirectory)
  const { root, asked } = findRepositoryRoot(terminal.workingDirectory, args.paths)
  const parts = { asked, hasNames: args.paths.length > 0, filesFrom: args.filesFrom }
  const tree = await readWorkTree(root, terminal, isStaged ? 'index' : 'work tree')
  if (args.updateBaseline || args.fix) {
    refuseTogether(args)
    const { mend } = await import('./mend.ts')
    const remaining = await mend(tree, { ...args, ...parts, isDry: args.dryRun }, terminal)
    return remaining.some(({ severity }) => failing.includes(severity)) ? exitCode.findings : exitCode.clean
  }
  refuseAll(args)
  if (args.dryRun) throw new UserError('--dry-run is for --fix: nothing else writes')
  const cache = args.cache ? terminal.cache : undefined
  const recalled = cache && isKept(args) ? await recallFindings(cache, tree, asked) : undefined
  const { findings, state, open } =
    recalled ?? (await judge(tree, { ...parts, isStaged, base, changedOnly }, cache, terminal))
  const view: ReportView = {
    requests,
    root,
    showsOlder: args.all,
    only: args.quiet ? ['error', ...failing] : undefined,
    notes: isStaged && findings.fresh.length > 0 ? await countUntracked(tree) : [],
  }
  const recalledState = state()
  const shown = cache && recalledState !== undefined ? recallReport(cache, recalledState, view, terminal) : undefined
  if (shown !== undefined) terminal.print(shown)
  else {
    const { repository, part, warnings } = await open()
    if (!args.quiet) for (const warning of warnings) terminal.warn(`${warning}\n`)
    const { writeReports } = await import('./write-reports.ts')
    const printed = await writeReports({ ...view, repository, findings, part }, terminal)
    const shownState = state()
    if (cache !== undefined && shownState !== undefined) {
      rememberReport(cache, { state: shownState, printed }, view, terminal)
    }
  }
  const fails = findings.fresh.some(({ severity }) => failing.includes(severity))
  return fails ? exitCode.findings : exitCode.clean
}

/** Judges as if nobody had before. What judges is loaded only where it is needed. */
async function judge(...args: Parameters<typeof JudgeAnew>): Promise<RecalledFindings> {
  const { judgeAnew } = await import('./judge-anew.ts')
  const judged = await judgeAnew(...args)
  return { findings: judged.findings, state: () => undefined, open: async () => judged }
}

/** Only where the base is judged are there older findings. */
function refuseAll(args: LintArguments): void {
  if (!args.all) return
  if (args.changedOnly) throw new UserError('--all does not go with --changed-only, which knows of no older findings')
  if (args.base === undefined) throw new UserError('--all is for --base: without it all findings are shown already')
}

/** What judges something else than the whole work tree cannot write to it. */
function refuseTogether(args: LintArguments): void {
  const writing = args.fix ? '--fix' : '--update-baseline'
  if (args.fix && args.updateBaseline) throw new UserError('--fix and --update-baseline are for two runs')
  if (args.staged) throw new UserError(`${writing} writes to the work tree, and --staged does not look at it`)
  if (args.format.some((one) => one !== 'text') || args.outputFile !== undefined) {
    throw new UserError(`${writing} prints no report: run gitops-lint again for one`)
  }
  if (args.base !== undefined || args.changedOnly) throw new UserError(`${writing} does not go with a base`)
}

/** What is not added may be what is missing. */
async function countUntracked({ root, index }: WorkTree): Promise<readonly string[]> {
  const { length } = await listUntracked(root, index)
  if (length === 0) return []
  return [
    length === 1
      ? '1 file is not added to Git, and not judged.'
      : `${length} files are not added to Git, and not judged.`,
  ]
}
