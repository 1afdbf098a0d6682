import { Chalk } from 'chalk'
import type { Argv } from 'yargs'
import { findRepositoryRoot } from '../files/find-repository-root.ts'
import { lintRepository } from '../lint/lint-repository.ts'
import type { JudgedChange } from '../model/change/environment-change.ts'
import type { Repository } from '../model/repository.ts'
import { judgeChange } from '../promote/policy/judge-change.ts'
import type { LintResult } from '../report/lint-result.ts'
import { renderJson } from '../report/render-json.ts'
import { renderText } from '../report/render-text.ts'
import { rules } from '../rules/generated/registry.ts'
import { isWithin } from '../source/is-within.ts'
import { severities } from '../source/severity.ts'
import { exitCode } from './exit-code.ts'
import { openChange } from './open-change.ts'
import { openRepository } from './open-repository.ts'
import type { Terminal } from './terminal.ts'

const formats = ['text', 'json'] as const

/** Adds `lint`, which judges a repository and prints the findings. `name` is the word it is called by. */
export function addLintCommand(parser: Argv, name: string, terminal: Terminal, exit: (code: number) => void): Argv {
  return parser.command(
    `${name} [paths..]`,
    'check the structure of a GitOps repository',
    (yargs) =>
      yargs
        .positional('paths', {
          type: 'string',
          array: true,
          describe: 'the repository, or parts of it to report on (default: the one you are in)',
        })
        .option('format', {
          choices: formats,
          default: 'text' as const,
          describe: 'how to print the findings',
          requiresArg: true,
        })
        .option('fail-on', {
          choices: [...severities, 'never'] as const,
          default: 'error' as const,
          requiresArg: true,
          describe: 'the least severity that makes the exit code 1',
        })
        .option('base', {
          type: 'string',
          requiresArg: true,
          describe: 'the revision that your branch left, for the rules on what a merge request changes',
        })
        .example(`$0 ${name === '$0' ? '' : 'lint '}--base origin/main`, 'also judge what your branch changes'),
    async ({ paths = [], format, failOn, base }) => {
      const { repository, configuration, asked } = await openRepository(paths, terminal)
      const change = base === undefined ? undefined : await findChange(paths, base, repository, terminal)
      const diagnostics = lintRepository(repository, configuration, rules, change).filter(({ at }) =>
        asked.some((path) => isWithin(at.file, path)),
      )
      const result: LintResult = { repository, diagnostics, version: terminal.version }
      terminal.print(
        format === 'json'
          ? renderJson(result)
          : renderText(result, new Chalk({ level: terminal.supportsColor ? 1 : 0 })),
      )
      const failing = failOn === 'never' ? [] : severities.slice(0, severities.indexOf(failOn) + 1)
      const fails = diagnostics.some(({ severity }) => failing.includes(severity))
      exit(fails ? exitCode.findings : exitCode.clean)
    },
  )
}

async function findChange(
  paths: readonly string[],
  base: string,
  repository: Repository,
  terminal: Terminal,
): Promise<JudgedChange> {
  const { root } = findRepositoryRoot(terminal.workingDirectory, paths)
  return judgeChange(await openChange(root, base, repository), repository)
}
