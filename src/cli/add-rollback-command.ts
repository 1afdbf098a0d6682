import type { Argv } from 'yargs'
import { findRepositoryRoot } from '../files/find-repository-root.ts'
import { readGitContext } from '../files/git-context.ts'
import { withTransactionLock } from '../files/transaction/with-transaction-lock.ts'
import { createRollbackMessage } from '../promote/history/create-commit-message.ts'
import { countFiles } from '../report/describe-promotion.ts'
import type { PromotionReport } from '../report/promotion-report.ts'
import { exitCode } from './exit-code.ts'
import { choosePush } from './promotion/choose-push.ts'
import { nameUndone } from './promotion/name-undone.ts'
import { planRollback } from './promotion/plan-rollback.ts'
import { addOutputOptions, checkOutputFile, printReport } from './promotion/print-report.ts'
import { refuseInterrupted } from './promotion/refuse-interrupted.ts'
import { tellRecovery } from './promotion/tell-recovery.ts'
import { undoUncommitted } from './promotion/undo-uncommitted.ts'
import { writePromotion } from './promotion/write-promotion.ts'
import type { Terminal } from './terminal.ts'

/** `rollback`: takes the last promotion to an environment back. */
export function addRollbackCommand(parser: Argv, terminal: Terminal, exit: (code: number) => void): Argv {
  return parser.command(
    'rollback <target>',
    'take the last promotion to an environment back',
    (yargs) =>
      addOutputOptions(yargs)
        .positional('target', { type: 'string', demandOption: true, describe: 'the environment' })
        .option('overwrite', {
          type: 'boolean',
          default: false,
          describe: 'undo later commits to the environment as well, and go on with new findings',
        })
        .example('$0 rollback production --dry-run', 'what would change')
        .example('$0 rollback production --branch --push', 'as a merge request'),
    async (args) => {
      checkOutputFile(args.outputFile, terminal)
      const { root } = findRepositoryRoot(terminal.workingDirectory, ['.'])
      const request = {
        root,
        target: args.target,
        overwrites: args.overwrite,
        showsSecrets: args.format === 'patch',
      }
      const finish = (report: PromotionReport): void => {
        printReport(report, args, terminal)
        if (report.outcome === 'stopped') exit(exitCode.findings)
      }
      if (args.dryRun) {
        refuseInterrupted(root)
        finish((await planRollback(request, terminal)).report)
        return
      }
      const title = `rollback ${args.target}`
      await withTransactionLock(root, { title, processes: terminal.processes }, async (transaction) => {
        tellRecovery(transaction, terminal)
        const { scope, promotion, changes, trees, report } = await planRollback(request, terminal)
        if (report.outcome !== 'planned') {
          finish(report)
          return
        }
        const { source, target, commit: taken } = promotion
        const text = createRollbackMessage({
          source,
          target,
          commit: taken,
          summary: nameUndone(report.overwritten),
          base: scope.head,
          trees,
        })
        const made = args.branch === '' ? `rollback-${target}-${taken.slice(0, 8)}` : args.branch
        const push = args.push
          ? await choosePush({
              root,
              made,
              current: (await readGitContext(root))?.branch,
              mainBranch: scope.target.repository.layout.mainBranch,
              title: text.split('\n')[0] ?? '',
              description: `${countFiles(report.files)}. Takes ${taken.slice(0, 10)} back.`,
            })
          : undefined
        const message = args.commit || args.push ? text : undefined
        const { commit, notes } = await writePromotion(transaction, { changes, trees }, { message, branch: made, push })
        finish({
          ...report,
          outcome: 'applied',
          commit: commit ?? null,
          branch: made ?? null,
          notes: [...report.notes, ...notes],
          undo:
            commit === undefined
              ? undoUncommitted(
                  scope.pairs.map(({ to }) => to),
                  changes,
                )
              : report.undo,
        })
      })
    },
  )
}
