import { Chalk } from 'chalk'
import type { Argv } from 'yargs'
import { findRepositoryRoot } from '../files/find-repository-root.ts'
import { stringifyDiff } from '../report/group-diff-reports.ts'
import { renderDrift } from '../report/render-drift.ts'
import { exitCode } from './exit-code.ts'
import { findDrift } from './promotion/find-drift.ts'
import { refuseInterrupted } from './promotion/refuse-interrupted.ts'
import type { Terminal } from './terminal.ts'

/** `drift`: tells how two environments differ, and what of it is not declared. */
export function addDriftCommand(parser: Argv, terminal: Terminal, exit: (code: number) => void): Argv {
  return parser.command(
    'drift <source> <target>',
    'tell how two environments differ, and what of it is not declared',
    (yargs) =>
      yargs
        .positional('source', { type: 'string', demandOption: true, describe: 'the one environment' })
        .positional('target', { type: 'string', demandOption: true, describe: 'the other' })
        .option('source-ref', {
          type: 'string',
          requiresArg: true,
          describe: 'read the source from a revision (default: the work tree)',
        })
        .option('format', {
          choices: ['text', 'json'] as const,
          default: 'text' as const,
          requiresArg: true,
          describe: 'how to print it',
        })
        .option('exit-code', {
          type: 'boolean',
          default: false,
          describe: 'exit with 1 where anything undeclared differs',
        })
        .example('$0 drift staging production --exit-code', 'as a gate in a pipeline'),
    async ({ source, target, sourceRef, format, exitCode: wantsExitCode }) => {
      const { root } = findRepositoryRoot(terminal.workingDirectory, ['.'])
      refuseInterrupted(root)
      const report = await findDrift({ root, source, target, sourceRef }, terminal)
      const colors = new Chalk({ level: terminal.supportsColor ? 1 : 0 })
      terminal.print(format === 'json' ? `${stringifyDiff(report, 2)}\n` : renderDrift(report, colors))
      if (wantsExitCode && report.undeclared.length > 0) exit(exitCode.findings)
    },
  )
}
