import type { Argv } from 'yargs'
import { listUntracked } from '../files/git-index-untracked.ts'
import { lintFormatNames, lintFormats } from '../report/lint-formats.ts'
import { severities } from '../source/severity.ts'
import { UserError } from '../source/user-error.ts'
import { exitCode } from './exit-code.ts'
import { chooseFormats } from './lint/choose-formats.ts'
import { countListed } from './lint/count-listed.ts'
import { fixFindings } from './lint/fix-findings.ts'
import { listFindings } from './lint/list-findings.ts'
import { readFileList } from './lint/read-file-list.ts'
import { updateBaseline } from './lint/update-baseline.ts'
import { writeReports } from './lint/write-reports.ts'
import { type OpenedRepository, openRepository } from './open-repository.ts'
import type { Terminal } from './terminal.ts'

/** Adds `lint`, which judges a repository and prints the findings. `name` is the word it is called by. */
export function addLintCommand(parser: Argv, name: string, terminal: Terminal, exit: (code: number) => void): Argv {
  const command = name === '$0' ? '$0' : `$0 ${name}`
  return parser.command(
    `${name} [paths..]`,
    'check the structure of a GitOps repository',
    (yargs) =>
      addLintOptions(
        yargs.positional('paths', {
          type: 'string',
          array: true,
          describe: 'the repository, or parts of it to report on (default: the one you are in)',
        }),
      )
        .example(`${command} --format gitlab=gl-code-quality-report.json --format text`, 'as a report, and to read')
        .example(`${command} --staged`, 'in a hook before each commit')
        .example(`${command} --base origin/main`, 'only what your branch brings')
        .example(`${command} --fix --dry-run`, 'what --fix would write, as a patch')
        .example(
          `git diff --name-only -z HEAD~3 | ${command} --files-from -`,
          'what is wrong in files of three commits',
        ),
    async (args) => {
      const { base, changedOnly, staged: isStaged, failOn } = args
      const failing = failOn === 'never' ? [] : severities.slice(0, severities.indexOf(failOn) + 1)
      const requests = chooseFormats(args.format, args.outputFile, terminal.workingDirectory)
      const found = await openRepository(args.paths ?? [], terminal, isStaged ? 'index' : 'work tree')
      const list = args.filesFrom === undefined ? undefined : await readFileList(args.filesFrom, found.root, terminal)
      const listed = list && (await countListed(list, found))
      const hasNames = (args.paths ?? []).length > 0
      const opened = {
        ...found,
        asked: [...(list === undefined || hasNames ? found.asked : []), ...(list?.paths ?? [])],
      }
      if (listed?.warning !== undefined && !args.quiet) terminal.warn(`${listed.warning}.\n`)
      if (args.updateBaseline || args.fix) {
        refuseTogether(args)
        if (args.updateBaseline) updateBaseline(opened, terminal)
        const remaining = args.fix ? await fixFindings(opened, { isDry: args.dryRun }, terminal) : []
        exit(remaining.some(({ severity }) => failing.includes(severity)) ? exitCode.findings : exitCode.clean)
        return
      }
      if (args.dryRun) throw new UserError('--dry-run is for --fix: nothing else writes')
      const findings = await listFindings(opened, { isStaged, base, changedOnly }, terminal)
      if (base === 'auto' && !findings.hasBase && !args.quiet) {
        terminal.warn('--base auto found no base: this is the branch that others leave, so all findings count.\n')
      }
      await writeReports(
        {
          requests,
          root: opened.root,
          repository: opened.repository,
          findings,
          showsOlder: args.all,
          only: args.quiet ? ['error', ...failing] : undefined,
          part: findings.part ?? (hasNames ? undefined : listed?.part),
          notes: isStaged && findings.fresh.length > 0 ? await countUntracked(opened) : [],
        },
        terminal,
      )
      const fails = findings.fresh.some(({ severity }) => failing.includes(severity))
      exit(fails ? exitCode.findings : exitCode.clean)
    },
  )
}

/** The options of `lint`. */
export function addLintOptions<T>(yargs: Argv<T>) {
  return yargs
    .option('format', {
      type: 'string',
      array: true,
      nargs: 1,
      default: [],
      defaultDescription: 'text',
      describe: `how to print the findings, and \`<format>=<file>\` where to; can be repeated: ${describeFormats()}`,
    })
    .option('output-file', { type: 'string', requiresArg: true, describe: 'write them there; for one format' })
    .option('fail-on', {
      choices: [...severities, 'never'] as const,
      default: 'error' as const,
      requiresArg: true,
      describe: 'the least severity that makes the exit code 1',
    })
    .option('quiet', {
      alias: 'q',
      type: 'boolean',
      default: false,
      describe: 'as text, only errors and what makes the exit code 1, and nothing where there is none',
    })
    .option('staged', {
      type: 'boolean',
      default: false,
      describe: 'judge what the next commit would have (the index of Git), not the work tree',
    })
    .option('base', {
      type: 'string',
      requiresArg: true,
      describe:
        'the revision that your branch left: only findings that the change brings count, and what it changes is judged too; `auto`: the target of the merge request, or the main branch',
    })
    .option('all', {
      type: 'boolean',
      default: false,
      describe: 'with --base, show the older findings too (gitlab and sarif always have them)',
    })
    .option('changed-only', {
      type: 'boolean',
      default: false,
      describe:
        'only findings in files that differ from --base (default: HEAD) and in those that refer to deleted ones; the base is not judged: faster',
    })
    .option('update-baseline', {
      type: 'boolean',
      default: false,
      describe: 'write what is found now to .gitops-baseline.json: it does not count from then on',
    })
    .option('fix', {
      type: 'boolean',
      default: false,
      describe: 'mend what can be mended without changing what clusters get, or where the change is the purpose',
    })
    .option('dry-run', { type: 'boolean', default: false, describe: 'with --fix, print the patch and write nothing' })
    .option('files-from', {
      type: 'string',
      requiresArg: true,
      describe: 'report on the files of this list alone, one a line or ended by NUL; `-` is standard input',
    })
}

/** What judges something else than the whole work tree cannot write to it. */
function refuseTogether(args: {
  readonly staged: boolean
  readonly base: string | undefined
  readonly changedOnly: boolean
  readonly format: readonly string[]
  readonly outputFile: string | undefined
  readonly fix: boolean
  readonly updateBaseline: boolean
}): void {
  const writing = args.fix ? '--fix' : '--update-baseline'
  if (args.fix && args.updateBaseline) throw new UserError('--fix and --update-baseline are for two runs')
  if (args.staged) throw new UserError(`${writing} writes to the work tree, and --staged does not look at it`)
  if (args.format.some((one) => one !== 'text') || args.outputFile !== undefined) {
    throw new UserError(`${writing} prints no report: run gitops-lint again for one`)
  }
  if (args.base !== undefined || args.changedOnly) throw new UserError(`${writing} does not go with a base`)
}

/** What is not added may be what is missing. */
async function countUntracked({ root, index }: OpenedRepository): Promise<readonly string[]> {
  const { length } = await listUntracked(root, index)
  if (length === 0) return []
  return [
    length === 1
      ? '1 file is not added to Git, and not judged.'
      : `${length} files are not added to Git, and not judged.`,
  ]
}

function describeFormats(): string {
  return lintFormatNames.map((name) => `${name} (${lintFormats[name].description})`).join(', ')
}
