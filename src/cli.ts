import { readFileSync } from 'node:fs'
import yargs from 'yargs'
import { addBuildCommand } from './cli/add-build-command.ts'
import { addDiffCommand } from './cli/add-diff-command.ts'
import { addDriftCommand } from './cli/add-drift-command.ts'
import { addExplainCommand } from './cli/add-explain-command.ts'
import { addInventoryCommand } from './cli/add-inventory-command.ts'
import { addLintCommand } from './cli/add-lint-command.ts'
import { addPromoteCommand } from './cli/add-promote-command.ts'
import { addPromotionsCommand } from './cli/add-promotions-command.ts'
import { addRollbackCommand } from './cli/add-rollback-command.ts'
import { addTreeCommand } from './cli/add-tree-command.ts'
import { addWhyCommand } from './cli/add-why-command.ts'
import { exitCode } from './cli/exit-code.ts'
import type { Terminal } from './cli/terminal.ts'
import { reasonOf } from './files/reason-of.ts'
import { toPrintable } from './report/to-printable.ts'
import { nearestMatch } from './source/nearest-match.ts'
import { UserError } from './source/user-error.ts'

/** The two binaries: `gitops-lint` lints, `gitops` has it as one of its commands. */
export type Program = 'gitops-lint' | 'gitops'

/** Runs a binary with the process's arguments and sets its exit code. Never throws. */
export async function main(program: Program): Promise<void> {
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit()
    process.stderr.write(`${program}: the output cannot be written: ${reasonOf(error)}\n`)
    process.exit(exitCode.usage)
  })
  try {
    await run(program, process.argv.slice(2))
  } catch (error) {
    fail(program, error)
  }
}

async function run(program: Program, args: readonly string[]): Promise<void> {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  const terminal: Terminal = {
    workingDirectory: process.cwd(),
    environment: process.env,
    supportsColor: wantsColor(args),
    columns: process.stdout.isTTY ? process.stdout.columns : undefined,
    version,
    processes: { own: process.pid, isRunning },
    print: (text) => void process.stdout.write(text),
    warn: (text) => void process.stderr.write(text),
  }
  const exit = (code: number): void => {
    process.exitCode = code
  }
  const parser = yargs([...args])
    .scriptName(program)
    .version(version)
    .option('color', { type: 'boolean', describe: 'colours (default: on a terminal, unless NO_COLOR is set)' })
    .help()
    .alias('help', 'h')
    .strict()
    .middleware(keepLastOfRepeated)
    .recommendCommands()
    .wrap(Math.min(100, process.stdout.columns ?? 100))
    .exitProcess(false)
    .epilogue(
      'Exit codes: 0 clean, 1 findings, 2 wrong usage or configuration, 3 a bug.\nRules: `gitops explain`. Settings: .gitops.yaml, docs/configuration.md.',
    )
    .fail((message, error) => {
      // What the parser itself throws is about the arguments.
      if (error !== undefined && error.name !== 'YError') throw error
      throw new UserError(explainUsage(message ?? error?.message ?? '', args, program))
    })
  if (program === 'gitops-lint') {
    parser
      .usage('$0 [paths..]\n\nChecks the structure of a Flux GitOps repository.')
      .example('$0', 'the repository you are in')
      .example('$0 --format json ../platform', 'another repository, for a program')
      .example('$0 --fail-on warning clusters/production', 'only what is wrong in one directory')
    addLintCommand(parser, '$0', terminal, exit)
  } else {
    parser
      .usage('$0 <command>\n\nThe structure of a Flux GitOps repository, and safe changes to it.')
      .demandCommand(
        1,
        'name a command: lint, build, why, inventory, diff, promote, rollback, drift, promotions, tree or explain',
      )
      .example('$0 lint', 'check the repository you are in')
      .example('$0 tree', 'what each cluster is made of')
      .example('$0 inventory production', 'which objects a cluster gets, and from where')
      .example('$0 promote staging production --dry-run', 'what a promotion would change')
      .example('$0 explain reference-exists', 'what a rule asks for')
    addLintCommand(parser, 'lint', terminal, exit)
    addBuildCommand(parser, terminal, exit)
    addWhyCommand(parser, terminal, exit)
    addInventoryCommand(parser, terminal)
    addDiffCommand(parser, terminal, exit)
    addPromoteCommand(parser, terminal, exit)
    addRollbackCommand(parser, terminal, exit)
    addDriftCommand(parser, terminal, exit)
    addPromotionsCommand(parser, terminal)
    addTreeCommand(parser, terminal)
    addExplainCommand(parser, terminal)
  }
  await parser.parseAsync()
}

/** Whether a process is there; one of somebody else may not be asked, and is. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Of a repeated option the last counts, as everywhere; only what is no option may be a list. */
function keepLastOfRepeated(args: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(args)) {
    if (Array.isArray(value) && !['_', 'paths', 'directories', 'only'].includes(name)) args[name] = value.at(-1)
  }
}

function wantsColor(args: readonly string[]): boolean {
  if (args.includes('--no-color') || args.includes('--color=false')) return false
  if (args.includes('--color') || args.includes('--color=true')) return true
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '' && FORCE_COLOR !== '0') return true
  return process.stdout.isTTY === true && TERM !== 'dumb'
}

const options = [
  'format',
  'fail-on',
  'load-restrictor',
  'reorder',
  'output',
  'namespace',
  'base',
  'head',
  'exit-code',
  'owner',
  'kind',
  'dry-run',
  'only',
  'keep-target',
  'overwrite',
  'allow-delete',
  'allow-dirty',
  'source-ref',
  'commit',
  'branch',
  'push',
  'output-file',
  'color',
  'no-color',
  'help',
  'version',
]
const commands = [
  'lint',
  'build',
  'why',
  'inventory',
  'diff',
  'promote',
  'rollback',
  'drift',
  'promotions',
  'tree',
  'explain',
]

/** Says in one line what is wrong with the arguments, with the nearest match where yargs gives none. */
function explainUsage(message: string, args: readonly string[], program: Program): string {
  const choice = /Argument: (\S+), Given: "(.*?)", Choices: (.*)/s.exec(message)
  if (choice) {
    const [, name = '', given = '', choices = ''] = choice
    return `--${name} must be one of ${choices.replaceAll('"', '').trim()}; found \`${given}\``
  }
  const unknown = /^Unknown arguments?: ([^\s,]+)/.exec(message)?.[1]
  if (unknown !== undefined && args.some((arg) => arg.startsWith('-') && arg.includes(unknown))) {
    const near = nearestMatch(unknown, options)
    const isElsewhere = options.includes(unknown)
    const hint = near === undefined || isElsewhere ? `see \`${program} --help\`` : `did you mean \`--${near}\`?`
    return `there is no option \`--${unknown}\`${isElsewhere ? ' here' : ''}; ${hint}`
  }
  const command = args.find((arg) => !arg.startsWith('-'))
  if (/^(?:Did you mean|Unknown (?:command|argument))/.test(message) && command !== undefined) {
    if (commands.includes(command))
      return `\`${command}\` does not take \`${unknown ?? ''}\`; see \`${program} ${command} --help\``
    const near = nearestMatch(command, commands)
    return `there is no command \`${command}\`; ${near === undefined ? `there are ${commands.join(', ')}` : `did you mean \`${near}\`?`}`
  }
  if (message.startsWith('Not enough non-option arguments') && command !== undefined) {
    return `\`${program} ${command}\` needs more than that; see \`${program} ${command} --help\``
  }
  return `${message.replaceAll('\n', ' ')}; see \`${program} --help\``
}

function fail(program: Program, error: unknown): void {
  if (error instanceof UserError) {
    for (const line of error.message.split('\n')) process.stderr.write(`${program}: ${toPrintable(line)}\n`)
    process.exitCode = exitCode.usage
    return
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`${program}: this is a bug in ${program}; report it with the lines below.\n${detail}\n`)
  process.exitCode = exitCode.bug
}
