import { Chalk } from 'chalk'
import type { Argv } from 'yargs'
import { findRepositoryRoot } from '../files/find-repository-root.ts'
import { fetchMoreHistory, isHistoryCut } from '../files/is-history-cut.ts'
import { findEnvironment } from '../promote/plan/find-environment.ts'
import type { PastPromotion } from '../report/past-promotion.ts'
import { renderPromotions } from '../report/render-promotions.ts'
import { openWorkTree } from './open-repository.ts'
import { readPromotions } from './promotion/read-history.ts'
import type { Terminal } from './terminal.ts'

/** `promotions`: lists the promotions of the past, from the trailers of their commits. */
export function addPromotionsCommand(parser: Argv, terminal: Terminal): Argv {
  return parser.command(
    'promotions [target]',
    'list past promotions: when, by whom, from which commit',
    (yargs) =>
      yargs
        .positional('target', { type: 'string', describe: 'the environment (default: all)' })
        .option('format', {
          choices: ['text', 'json'] as const,
          default: 'text' as const,
          requiresArg: true,
          describe: 'how to print it',
        })
        .example('$0 promotions production', 'the promotions to production, newest first'),
    async ({ target, format }) => {
      const { root } = findRepositoryRoot(terminal.workingDirectory, ['.'])
      const all = await readPromotions(root, [''])
      const to = (name: string | undefined) => all.filter((one) => name === undefined || one.target === name)
      let found = to(target)
      if (found.length === 0 && target !== undefined) {
        // An environment that is gone may still have a history; any other name is a slip, or stands for a directory.
        const { files, toModel } = await openWorkTree(root, terminal)
        found = to(findEnvironment(target, toModel(files)).name)
      }
      const rows: readonly PastPromotion[] = found.map(
        ({ commit, date, author, source, target: into, sourceCommit, subject, isReverted }) => ({
          commit,
          date,
          author,
          source,
          target: into,
          sourceCommit,
          subject,
          isReverted,
        }),
      )
      const colors = new Chalk({ level: terminal.supportsColor ? 1 : 0 })
      terminal.print(
        format === 'json' ? `${JSON.stringify(rows, null, 2)}\n` : renderPromotions(rows, colors, terminal.columns),
      )
      if (await isHistoryCut(root)) {
        terminal.warn(`This clone is shallow, and earlier promotions are not in it: ${fetchMoreHistory}.\n`)
      }
    },
  )
}
