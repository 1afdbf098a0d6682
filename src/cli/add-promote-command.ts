import { resolve } from 'node:path'
import type { Argv } from 'yargs'
import { findRepositoryRoot } from '../files/find-repository-root.ts'
import { readGitContext } from '../files/git-context.ts'
import { withTransactionLock } from '../files/transaction/with-transaction-lock.ts'
import { createPromotionMessage } from '../promote/history/create-commit-message.ts'
import { countFiles } from '../report/describe-promotion.ts'
import type { PromotionReport } from '../report/promotion-report.ts'
import { toGivenPath } from '../source/to-given-path.ts'
import { UserError } from '../source/user-error.ts'
import { exitCode } from './exit-code.ts'
import { choosePush } from './promotion/choose-push.ts'
import { nameUndone } from './promotion/name-undone.ts'
import { addOutputOptions, checkOutputFile, printReport } from './promotion/print-report.ts'
import { type PlannedPromotion, type PromotionRequest, planPromotion } from './promotion/promote-environment.ts'
import { refuseInterrupted } from './promotion/refuse-interrupted.ts'
import { tellRecovery } from './promotion/tell-recovery.ts'
import { undoUncommitted } from './promotion/undo-uncommitted.ts'
import { writePromotion } from './promotion/write-promotion.ts'
import type { Terminal } from './terminal.ts'

/** `promote`: replaces one environment by another, and shows what that changes. */
export function addPromoteCommand(parser: Argv, terminal: Terminal, exit: (code: number) => void): Argv {
  return parser.command(
    'promote <source> <target>',
    'replace one environment by another, and show what that changes',
    (yargs) =>
      addOutputOptions(yargs)
        .positional('source', { type: 'string', demandOption: true, describe: 'the environment to take from' })
        .positional('target', { type: 'string', demandOption: true, describe: 'the environment to write to' })
        .option('only', {
          type: 'string',
          requiresArg: true,
          coerce: (value: string | readonly string[]) => [value].flat(),
          describe: '`images` (with chart versions), `config` (all but those), or a path; the rest is left behind',
        })
        .option('keep-target', {
          type: 'boolean',
          default: false,
          describe: 'carry only what changed in the source since the last promotion; what changed in the target stays',
        })
        .option('overwrite', {
          type: 'boolean',
          default: false,
          describe: 'undo commits to the target that the source does not have',
        })
        .option('allow-delete', {
          type: 'number',
          requiresArg: true,
          describe: 'how many files may be deleted (default: as configured, or 10)',
        })
        .option('allow-dirty', {
          type: 'boolean',
          default: false,
          describe: 'carry uncommitted changes of the source too',
        })
        .option('source-ref', {
          type: 'string',
          requiresArg: true,
          describe: 'read the source from a revision (default: the work tree)',
        })
        .example('$0 promote staging production --dry-run', 'what would change, in files and in the cluster')
        .example('$0 promote staging production --branch --commit --push', 'as a merge request')
        .example('$0 promote staging production --only images', 'image tags and chart versions alone'),
    async (args) => {
      if (args.keepTarget && args.overwrite) {
        throw new UserError('`--keep-target` keeps what `--overwrite` would undo: choose one of them')
      }
      if (args.allowDelete !== undefined && !(Number.isInteger(args.allowDelete) && args.allowDelete >= 0)) {
        throw new UserError('`--allow-delete` takes the number of files that may be deleted: 0 or more')
      }
      checkOutputFile(args.outputFile, terminal)
      const { root } = findRepositoryRoot(terminal.workingDirectory, ['.'])
      const request: PromotionRequest = {
        root,
        source: args.source,
        target: args.target,
        sourceRef: args.sourceRef,
        ...readOnly(args.only ?? [], root, terminal),
        keepsTarget: args.keepTarget,
        overwrites: args.overwrite,
        allowsDirtySource: args.allowDirty,
        allowDelete: args.allowDelete,
        showsSecrets: args.format === 'patch',
      }
      const title = `promote ${args.source} ${args.target}`
      const finish = (report: PromotionReport): void => {
        printReport(report, args, terminal)
        if (report.outcome === 'stopped') exit(exitCode.findings)
      }
      if (args.dryRun) {
        refuseInterrupted(root)
        finish((await planPromotion(request, terminal)).report)
        return
      }
      await withTransactionLock(root, { title, processes: terminal.processes }, async (transaction) => {
        tellRecovery(transaction, terminal)
        const planned = await planPromotion(request, terminal)
        if (planned.report.outcome !== 'planned') {
          finish(planned.report)
          return
        }
        const branch = args.branch === '' ? nameBranch(planned) : args.branch
        const git = await readGitContext(root)
        const text = createMessage(planned, request)
        const push = args.push
          ? await choosePush({
              root,
              made: branch,
              current: git?.branch,
              mainBranch: planned.scope.target.repository.layout.mainBranch,
              title: text.split('\n')[0] ?? '',
              description: describe(planned),
            })
          : undefined
        const message = args.commit || args.push ? text : undefined
        const { commit, notes } = await writePromotion(transaction, planned.plan, {
          message,
          branch,
          push,
        })
        finish({
          ...planned.report,
          outcome: 'applied',
          commit: commit ?? null,
          branch: branch ?? null,
          notes: [...planned.report.notes, ...notes],
          undo:
            commit === undefined
              ? undoUncommitted(
                  planned.scope.pairs.map(({ to }) => to),
                  planned.plan.changes,
                )
              : planned.report.undo,
        })
      })
    },
  )
}

/** What `--only` says: a kind of change, or paths from where the user stands or from the top. */
function readOnly(
  only: readonly string[],
  root: string,
  { workingDirectory }: Terminal,
): Pick<PromotionRequest, 'selection' | 'only'> {
  const kinds = only.filter((one): one is 'images' | 'config' => one === 'images' || one === 'config')
  const paths = only.filter((one) => one !== 'images' && one !== 'config')
  return {
    selection: kinds.length === 1 ? (kinds[0] ?? 'all') : 'all',
    only: paths.map((path) => ({
      path: toGivenPath(path, resolve(workingDirectory), root),
      typed: path.replace(/^(?:\.\/)+/, '').replace(/\/+$/, ''),
    })),
  }
}

function nameBranch({ scope: { source, target } }: PlannedPromotion): string {
  const plain = (name: string): string => name.replace(/[^A-Za-z0-9._-]+/g, '-')
  return `promote-${plain(source.name)}-to-${plain(target.name)}-${source.commit.slice(0, 8)}`
}

function createMessage(
  { scope, plan, dirty, report }: PlannedPromotion,
  { selection, only, keepsTarget }: PromotionRequest,
): string {
  const kind = selection === 'images' ? 'images' : selection === 'config' ? 'configuration' : undefined
  const part = [...(kind === undefined ? [] : [kind]), ...only.map(({ path }) => path)].join(', ')
  return createPromotionMessage({
    source: scope.source.name,
    target: scope.target.name,
    part: part === '' ? undefined : part,
    keepsTarget,
    summary: [`${countFiles(report.files)}.`, ...nameUndone(report.overwritten)],
    sourceCommit: scope.source.commit,
    dirty,
    base: scope.head,
    trees: plan.trees,
  })
}

/** One line for the merge request. */
function describe({ report, scope }: PlannedPromotion): string {
  const objects = report.clusters.reduce((sum, cluster) => sum + cluster.objects.length, 0)
  return (
    `${countFiles(report.files)}; ${objects} ${objects === 1 ? 'object differs' : 'objects differ'} in the cluster. ` +
    `From ${scope.source.name} at ${scope.source.commit.slice(0, 10)}. To undo: ${report.undo}.`
  )
}
