import type { Argv } from 'yargs'
import { findRepositoryRoot } from '../files/find-repository-root.ts'
import { listUntracked } from '../files/git-index-untracked.ts'
import { lintFormatNames, lintFormats } from '../report/lint-formats.ts'
import { severities } from '../source/severity.ts'
import { UserError } from '../source/user-error.ts'
import { exitCode } from './exit-code.ts'
import { chooseFormats } from './lint/choose-formats.ts'
import type { judgeAnew as JudgeAnew } from './lint/judge-anew.ts'
import { isKept, recallFindings } from './lint/recall-findings.ts'
import { writeReports } from './lint/write-reports.ts'
import { readWorkTree, type WorkTree } from './read-work-tree.ts'
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
      const { root, asked } = findRepositoryRoot(terminal.workingDirectory, args.paths ?? [])
      const parts = { asked, hasNames: (args.paths ?? []).length > 0, filesFrom: args.filesFrom }
      const tree = await readWorkTree(root, terminal, isStaged ? 'index' : 'work tree')
      if (args.updateBaseline || args.fix) {
        refuseTogether(args)
        const { mend } = await import('./lint/mend.ts')
        const remaining = await mend(tree, { ...args, ...parts, isDry: args.dryRun }, terminal)
        exit(remaining.some(({ severity }) => failing.includes(severity)) ? exitCode.findings : exitCode.clean)
        return
      }
      refuseAll(args)
      if (args.dryRun) throw new UserError('--dry-run is for --fix: nothing else writes')
      const cache = args.cache ? terminal.cache : undefined
      const recalled = cache && isKept(args) ? await recallFindings(cache, tree, asked) : undefined
      const { findings, repository, part, warnings } =
        recalled ?? (await judge(tree, { ...parts, isStaged, base, changedOnly }, cache, terminal))
      if (!args.quiet) for (const warning of warnings) terminal.warn(`${warning}\n`)
      await writeReports(
        {
          requests,
          root,
          repository,
          findings,
          showsOlder: args.all,
          only: args.quiet ? ['error', ...failing] : undefined,
          part,
          notes: isStaged && findings.fresh.length > 0 ? await countUntracked(tree) : [],
        },
        terminal,
      )
      const fails = findings.fresh.some(({ severity }) => failing.includes(severity))
      exit(fails ? exitCode.findings : exitCode.clean)
    },
  )
}

/** What judges is loaded only where it is needed. */
async function judge(...args: Parameters<typeof JudgeAnew>): ReturnType<typeof JudgeAnew> {
  const { judgeAnew } = await import('./lint/judge-anew.ts')
  return judgeAnew(...args)
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
        'only findings in files that differ from --base (default: HEAD), that such a file leads to, and in files with a path to deleted ones; the base is not judged: faster',
    })
    .option('cache', {
      type: 'boolean',
      default: true,
      describe: 'tell at once what an earlier run found, where nothing has changed since; --no-cache judges anew',
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
      describe:
        'report on the files of this list alone, one a line or ended by NUL, and on those with a path to what of it is deleted; `-` is standard input',
    })
}

/** Only where the base is judged are there older findings. */
function refuseAll(args: {
  readonly all: boolean
  readonly base: string | undefined
  readonly changedOnly: boolean
}): void {
  if (!args.all) return
  if (args.changedOnly) throw new UserError('--all does not go with --changed-only, which knows of no older findings')
  if (args.base === undefined) throw new UserError('--all is for --base: without it all findings are shown already')
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
async function countUntracked({ root, index }: WorkTree): Promise<readonly string[]> {
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
