import { readFileSync, statSync } from 'node:fs'
import { join, parse, resolve } from 'node:path'
import yargs from 'yargs'
import packageJson from '../package.json' with { type: 'json' }
import { addLintCommand, addLintOptions } from './cli/add-lint-command.ts'
import { completedShells } from './cli/completed-shells.ts'
import { exitCode } from './cli/exit-code.ts'
import { commandNames, explainUsage } from './cli/explain-usage.ts'
import { renderFishCompletion } from './cli/render-fish-completion.ts'
import { type Progress, startProgress } from './cli/start-progress.ts'
import type { Terminal } from './cli/terminal.ts'
import { wantsColor } from './cli/wants-color.ts'
import type { Cache } from './files/cache/cache.ts'
import { openCache } from './files/cache/open-cache.ts'
import { findCacheDirectory } from './files/cache-directory.ts'
import { reasonOf } from './files/reason-of.ts'
import { hasSecondCore, runInThread } from './files/run-in-thread.ts'
import { toPrintable } from './report/to-printable.ts'
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
    endProgress()
    fail(program, error)
  } finally {
    endProgress()
  }
}

/** Milliseconds that nobody minds to wait for. */
const patience = 1000

let progress: Progress | undefined

function tell(work: string): void {
  const { TERM, CI } = process.env
  if (process.stderr.isTTY !== true || TERM === 'dumb' || (CI ?? '') !== '' || process.argv.includes('--quiet')) return
  if (progress === undefined) progress = startProgress(work, { descriptor: 2, delay: patience })
  else progress.tell(work)
}

/** What is written for good must not share its line. */
function endProgress(): void {
  if (progress?.end() === true) process.stderr.write('\r\x1b[K')
  progress = undefined
}

async function run(program: Program, args: readonly string[]): Promise<void> {
  const { version } = packageJson
  const completing = args.indexOf('--get-yargs-completions')
  if (completing >= 0) {
    const [first = '', ...others] = args.slice(completing + 1)
    const { completeValue } = await import('./cli/complete-value.ts')
    // Scripts pass the name of the program too; that of yargs for fish does not.
    const found = completeValue(parse(first).name === program ? others : [first, ...others])
    if (found !== undefined) {
      process.stdout.write(found.map((word) => `${word}\n`).join(''))
      return
    }
  }
  const workingDirectory = completing >= 0 ? process.cwd() : findWorkingDirectory(args)
  // A hook's own index is named from where the hook runs.
  const { GIT_INDEX_FILE } = process.env
  const index = GIT_INDEX_FILE === undefined ? {} : { GIT_INDEX_FILE: resolve(GIT_INDEX_FILE) }
  const terminal: Terminal = {
    workingDirectory,
    environment: { ...process.env, ...index },
    supportsColor: completing < 0 && wantsColor(args, process.env, process.stdout.isTTY === true),
    columns: process.stdout.isTTY ? process.stdout.columns : undefined,
    version,
    processes: { own: process.pid, isRunning },
    cache: openResultCache(),
    judgeInThread:
      isBuilt && hasSecondCore() ? (question, stop) => runInThread(judgeRevisionThread, question, stop) : undefined,
    print: (text) => {
      endProgress()
      process.stdout.write(text)
    },
    warn: (text) => {
      endProgress()
      process.stderr.write(text)
    },
    // Git may ask for a password there, which nothing may write over.
    tell: args.some((arg) => arg === 'promote' || arg === 'rollback') ? () => {} : tell,
    readInput: (source) => readInput(source, workingDirectory),
  }
  const exit = (code: number): void => {
    process.exitCode = code
  }
  if (args[0] === 'completion' && args.some((arg) => arg === '--help' || arg === '-h')) {
    terminal.print(describeCompletion(program))
    return
  }
  const scriptShell = findCompletedShell(args)
  if (scriptShell === 'fish') {
    terminal.print(renderFishCompletion(program))
    return
  }
  const parser = yargs([...args])
    .scriptName(program)
    .version(version)
    .option('color', {
      type: 'boolean',
      describe: 'colours; also `--color=always`, `never` or `auto` (default: on a terminal, unless NO_COLOR is set)',
    })
    .option('cwd', { type: 'string', requiresArg: true, describe: 'run as if started in this directory' })
    .completion(
      'completion',
      'print a script for bash, zsh or fish that completes what you type',
      completeArguments(program),
    )
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
    // The command without a name is not looked at.
    if (args.includes('--get-yargs-completions')) addLintOptions(parser)
  } else {
    parser
      .usage('$0 <command>\n\nThe structure of a Flux GitOps repository, and safe changes to it.')
      .demandCommand(1, `name a command: ${commandNames.slice(0, -1).join(', ')} or ${commandNames.at(-1)}`)
      .example('$0 lint', 'check the repository you are in')
      .example('$0 tree', 'what each cluster is made of')
      .example('$0 inventory production', 'which objects a cluster gets, and from where')
      .example('$0 promote staging production --dry-run', 'what a promotion would change')
      .example('$0 explain reference-exists', 'what a rule asks for')
    addLintCommand(parser, 'lint', terminal, exit)
    const { addCommands } = await import('./cli/add-commands.ts')
    addCommands(parser, terminal, exit)
  }
  // Left to parse it, yargs would take the word for a path as well.
  if (scriptShell !== undefined) parser.showCompletionScript()
  else await parser.parseAsync()
}

/** Results of this very program; none for sources that are run without being built, as they change. */
function openResultCache(): Cache | undefined {
  const directory = findCacheDirectory(process.env, process.platform)
  return directory === undefined || !isBuilt
    ? undefined
    : openCache(join(directory, 'results'), { program: BUILD, user: process.getuid?.() })
}

/** A hash of all sources, which scripts/build.js puts in. */
declare const BUILD: string
const isBuilt = typeof BUILD !== 'undefined'

/** Beside this script, once it is built. */
const judgeRevisionThread = new URL('./judge-revision-thread.js', import.meta.url)

/** Whether a process is there; one of somebody else may not be asked, and is. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Of a repeated option the last counts, as everywhere; only what is no option may be a list, and what lint writes. */
function keepLastOfRepeated(args: Record<string, unknown>): void {
  const lists = ['_', 'paths', 'directories', 'only']
  if ('failOn' in args) lists.push('format')
  for (const [name, value] of Object.entries(args)) {
    if (Array.isArray(value) && !lists.includes(name)) args[name] = value.at(-1)
  }
}

/** Where `--cwd` says that everything happens: before the commands are set up, so it is looked for by hand. */
function findWorkingDirectory(args: readonly string[]): string {
  let found: string | undefined
  for (const [index, arg] of args.entries()) {
    if (arg === '--') break
    if (arg === '--cwd') found = args[index + 1]
    else if (arg.startsWith('--cwd=')) found = arg.slice('--cwd='.length)
  }
  if (found === undefined) return process.cwd()
  const directory = resolve(found)
  if (found === '' || statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UserError(`--cwd ${found}: there is no such directory`)
  }
  return directory
}

async function readInput(source: string, workingDirectory: string): Promise<string> {
  try {
    if (source !== '-') return readFileSync(resolve(workingDirectory, source), 'utf8')
    if (process.stdin.isTTY === true) throw new UserError('`-` reads standard input, and nothing is piped into it')
    const chunks: Buffer[] = []
    for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk))
    return Buffer.concat(chunks).toString()
  } catch (error) {
    if (error instanceof UserError) throw error
    throw new UserError(`${source === '-' ? 'standard input' : source} cannot be read: ${reasonOf(error)}`)
  }
}

/**
 * What may follow, without the command that has no name, and options of one letter with two dashes. What follows
 * `gitops-lint` are paths, which shells offer where there is no answer, so that it does not answer with its one command.
 */
function completeArguments(program: Program) {
  const hidden = program === 'gitops-lint' ? /^(?:\$0|completion|--.)(?:[:\t]|$)/ : /^(?:\$0|--.)(?:[:\t]|$)/
  return (
    _current: string,
    _args: unknown,
    complete: (done: (error: Error | null, found: string[] | undefined) => void) => void,
    done: (found: string[]) => void,
  ): void => complete((_error, found = []) => done(found.filter((one) => !hidden.test(one))))
}

function describeCompletion(program: Program): string {
  return [
    `${program} completion [bash|zsh|fish]`,
    '',
    'Prints a script that completes what you type (default: for the shell that you use).',
    '',
    'Examples:',
    `  source <(${program} completion bash)             in this shell`,
    `  ${program} completion zsh >> ~/.zshrc            in every shell from now on`,
    `  ${program} completion fish > ~/.config/fish/completions/${program}.fish`,
    '',
  ].join('\n')
}

/**
 * The shell for which a script is asked for that completes what one types in it: `completion zsh` for that one,
 * `completion` for the one that the user has. Undefined where none is asked for.
 */
function findCompletedShell([command, shell, ...more]: readonly string[]): string | undefined {
  if (command !== 'completion' || more.length > 0) return undefined
  if (shell === undefined) return completedShells.find((one) => process.env.SHELL?.endsWith(one)) ?? 'bash'
  if (!completedShells.includes(shell)) {
    throw new UserError(`there is no completion for \`${shell}\`; there is for ${completedShells.join(', ')}`)
  }
  process.env.SHELL = shell
  delete process.env.ZSH_NAME
  return shell
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
