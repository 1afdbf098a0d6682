import type { Argv } from 'yargs'
import { lintFormatNames, lintFormats } from '../report/lint-formats.ts'
import { severities } from '../source/severity.ts'
import type { LintArguments } from './lint/run-lint.ts'

/** Adds `lint`, which judges a repository and prints the findings. `name` is the word it is called by; `run` does it. */
export function addLintCommand(parser: Argv, name: string, run: (args: LintArguments) => Promise<void>): Argv {
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
    ({
      paths = [],
      format,
      outputFile,
      failOn,
      quiet,
      staged,
      base,
      all,
      changedOnly,
      filesFrom,
      cache,
      ...writing
    }) => {
      const { updateBaseline, fix, dryRun } = writing
      const asked = { paths, staged, base, all, changedOnly, filesFrom, cache }
      return run({ ...asked, format, outputFile, failOn, quiet, updateBaseline, fix, dryRun })
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

function describeFormats(): string {
  return lintFormatNames.map((name) => `${name} (${lintFormats[name].description})`).join(', ')
}
