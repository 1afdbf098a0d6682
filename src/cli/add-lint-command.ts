import type { Argv } from 'yargs'
import { listUntracked } from '../files/git-index-untracked.ts'
import { lintFormatNames, lintFormats } from '../report/lint-formats.ts'
import { severities } from '../source/severity.ts'
import { exitCode } from './exit-code.ts'
import { chooseFormats } from './lint/choose-formats.ts'
import { listFindings } from './lint/list-findings.ts'
import { readFileList } from './lint/read-file-list.ts'
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
        .example(
          `git diff --name-only -z HEAD~3 | ${command} --files-from -`,
          'what is wrong in files of three commits',
        ),
    async (args) => {
      const { base, changedOnly, staged: isStaged, failOn } = args
      const requests = chooseFormats(args.format, args.outputFile, terminal.workingDirectory)
      const found = await openRepository(args.paths ?? [], terminal, isStaged ? 'index' : 'work tree')
      const listed = args.filesFrom === undefined ? [] : await readFileList(args.filesFrom, found.root, terminal)
      const named = args.filesFrom !== undefined && (args.paths ?? []).length === 0 ? [] : found.asked
      const opened = { ...found, asked: [...named, ...listed] }
      const findings = await listFindings(opened, { isStaged, base, changedOnly }, terminal)
      const failing = failOn === 'never' ? [] : severities.slice(0, severities.indexOf(failOn) + 1)
      await writeReports(
        {
          requests,
          root: opened.root,
          repository: opened.repository,
          findings,
          showsOlder: args.all,
          only: args.quiet ? ['error', ...failing] : undefined,
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
      describe: 'only findings in files that differ from --base (default: HEAD), which is not judged: faster',
    })
    .option('files-from', {
      type: 'string',
      requiresArg: true,
      describe: 'report on the files of this list alone, one a line or ended by NUL; `-` is standard input',
    })
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
