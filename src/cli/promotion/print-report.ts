import { dirname, resolve } from 'node:path'
import { Chalk } from 'chalk'
import type { Argv } from 'yargs'
import { isDirectory } from '../../files/is-directory.ts'
import { writeFile } from '../../files/write-file.ts'
import { stringifyDiff } from '../../report/group-diff-reports.ts'
import type { PromotionReport } from '../../report/promotion-report.ts'
import { renderPromotion } from '../../report/render-promotion.ts'
import { renderPromotionMarkdown } from '../../report/render-promotion-markdown.ts'
import { UserError } from '../../source/user-error.ts'
import type { Terminal } from '../terminal.ts'

/** In which words a report is wanted, and where. */
interface OutputOptions {
  readonly format: 'text' | 'markdown' | 'json' | 'patch'
  readonly outputFile: string | undefined
}

/** The options that commands which write have in common. */
export function addOutputOptions<T>(yargs: Argv<T>) {
  return yargs
    .option('dry-run', { type: 'boolean', default: false, describe: 'plan, check and print; write nothing' })
    .option('commit', { type: 'boolean', default: false, describe: 'make one commit of it' })
    .option('branch', {
      type: 'string',
      describe: 'make a branch for it first (default name: from both environments and the commit)',
    })
    .option('push', {
      type: 'boolean',
      default: false,
      describe: 'commit, push, and open a merge request through push options',
    })
    .option('format', {
      choices: ['text', 'markdown', 'json', 'patch'] as const,
      default: 'text' as const,
      requiresArg: true,
      describe: 'how to print it; a patch is for `git apply`, and holds what it changes, secrets as well',
    })
    .option('output-file', {
      type: 'string',
      requiresArg: true,
      describe: 'write all of it to a file, in the chosen format, and a summary to the terminal',
    })
}

/** Throws a UserError where a report cannot have its file, so that this is known before anything else is written. */
export function checkOutputFile(outputFile: string | undefined, { workingDirectory }: Terminal): void {
  if (outputFile === undefined) return
  const path = resolve(workingDirectory, outputFile)
  if (isDirectory(path)) throw new UserError(`${outputFile} cannot be written: it is a directory`)
  if (!isDirectory(dirname(path))) throw new UserError(`${outputFile} cannot be written: there is no such directory`)
}

/** Prints a report, and writes it whole to a file where that is asked for. */
export function printReport(report: PromotionReport, { format, outputFile }: OutputOptions, terminal: Terminal): void {
  const colors = new Chalk({ level: terminal.supportsColor ? 1 : 0 })
  if (outputFile === undefined) {
    if (format === 'text') terminal.print(renderPromotion(report, colors))
    else if (format === 'markdown') terminal.print(renderPromotionMarkdown(report))
    else {
      terminal.print(renderWhole(report, format))
      // A patch alone does not say why there is none.
      if (format === 'patch' && report.outcome !== 'applied' && report.outcome !== 'planned') {
        terminal.warn(renderPromotion({ ...report, patch: '' }, colors))
      }
    }
    return
  }
  terminal.print(renderPromotion(report, colors))
  writeFile(resolve(terminal.workingDirectory, outputFile), renderWhole(report, format))
}

function renderWhole(report: PromotionReport, format: OutputOptions['format']): string {
  if (format === 'json') return `${stringifyDiff(report, 2)}\n`
  // What is stopped must not reach the tree through a pipe to `git apply`.
  if (format === 'patch') return report.outcome === 'stopped' ? '' : report.patch
  if (format === 'markdown') return renderPromotionMarkdown(report, Number.POSITIVE_INFINITY)
  return renderPromotion(report, new Chalk({ level: 0 }))
}
