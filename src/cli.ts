import { readFileSync, statSync } from 'node:fs'
import { join, parse, resolve } from 'node:path'
import packageJson from '../package.json' with { type: 'json' }
import { exitCode } from './cli/exit-code.ts'
import { recallArguments } from './cli/lint/remembered-arguments.ts'
import { runLint } from './cli/lint/run-lint.ts'
import type { Program } from './cli/program.ts'
import { type Progress, startProgress } from './cli/start-progress.ts'
import type { Terminal } from './cli/terminal.ts'
import { wantsCache } from './cli/wants-cache.ts'
import { wantsColor } from './cli/wants-color.ts'
import type { Cache } from './files/cache/cache.ts'
import { openCache } from './files/cache/open-cache.ts'
import { findCacheDirectory } from './files/cache-directory.ts'
import { reasonOf } from './files/reason-of.ts'
import { toPrintable } from './report/to-printable.ts'
import { UserError } from './source/user-error.ts'

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
    cache: wantsCache(args) ? openResultCache() : undefined,
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
  const words = [program, ...args]
  const known = terminal.cache && recallArguments(terminal.cache, words)
  if (known !== undefined) {
    exit(await runLint(known, terminal))
    return
  }
  const { runCommandLine } = await import('./cli/run-command-line.ts')
  await runCommandLine(program, args, terminal, { exit, chooseShell })
}

/** Results of this very program; none for sources that are run without being built, as they change. */
function openResultCache(): Cache | undefined {
  const directory = findCacheDirectory(process.env, process.platform)
  return directory === undefined || !isBuilt
    ? undefined
    : openCache(join(directory, 'results'), { program: BUILD, user: process.getuid?.() })
}

function chooseShell(shell: string): void {
  process.env.SHELL = shell
  delete process.env.ZSH_NAME
}

/** A hash of all sources, which scripts/build.js puts in. */
declare const BUILD: string
const isBuilt = typeof BUILD !== 'undefined'

/** Whether a process is there; one of somebody else may not be asked, and is. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
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
