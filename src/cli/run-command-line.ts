import yargs from 'yargs'
import { UserError } from '../source/user-error.ts'
import { addLintCommand, addLintOptions } from './add-lint-command.ts'
import { completedShells } from './completed-shells.ts'
import { commandNames, explainUsage } from './explain-usage.ts'
import { isKept } from './lint/recall-findings.ts'
import { rememberArguments } from './lint/remembered-arguments.ts'
import { type LintArguments, runLint } from './lint/run-lint.ts'
import type { Program } from './program.ts'
import { renderFishCompletion } from './render-fish-completion.ts'
import type { Terminal } from './terminal.ts'

/** What a command line may change beside the files. */
interface Effects {
  /** Sets the exit code. */
  readonly exit: (code: number) => void
  /** Says for which shell the completion is: yargs asks the environment. */
  readonly chooseShell: (shell: string) => void
}

/** Does what the arguments of a binary ask for. Throws a UserError for those that nobody can follow. */
export async function runCommandLine(
  program: Program,
  args: readonly string[],
  terminal: Terminal,
  { exit, chooseShell }: Effects,
): Promise<void> {
  if (args[0] === 'completion' && args.some((arg) => arg === '--help' || arg === '-h')) {
    terminal.print(describeCompletion(program))
    return
  }
  const scriptShell = findCompletedShell(args, terminal.environment)
  if (scriptShell === 'fish') {
    terminal.print(renderFishCompletion(program))
    return
  }
  if (scriptShell !== undefined) chooseShell(scriptShell)
  const lint = async (parsed: LintArguments): Promise<void> => {
    // The parser itself answers to `completion`.
    if (terminal.cache !== undefined && parsed.cache && isKept(parsed) && args[0] !== 'completion') {
      rememberArguments(terminal.cache, [program, ...args], parsed)
    }
    exit(await runLint(parsed, terminal))
  }
  const parser = yargs([...args])
    .scriptName(program)
    .version(terminal.version)
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
    .parserConfiguration({ 'dot-notation': false })
    .middleware(keepLastOfRepeated)
    .recommendCommands()
    .wrap(Math.min(100, terminal.columns ?? 100))
    .exitProcess(false)
    .epilogue(
      'Exit codes: 0 clean, 1 findings, 2 wrong usage or configuration, 3 a bug.\nRules: `gitops explain`. Settings: .gitops.yaml, docs/configuration.md.',
    )
    .fail((message, error) => {
      // What the parser itself throws is about the arguments.
      if (error !== undefined && error.name !== 'YError') throw error
      throw new UserError(explainUsage(message ?? error?.message ?? '', args, program))
    })
  parser.middleware((parsed) => {
    const misused = findMisused(parsed, args, parser)
    if (misused !== undefined) throw new UserError(explainUsage(`Unknown argument: ${misused}`, args, program))
  })
  if (program === 'gitops-lint') {
    parser
      .usage('$0 [paths..]\n\nChecks the structure of a Flux GitOps repository.')
      .example('$0', 'the repository you are in')
      .example('$0 --format json ../platform', 'another repository, for a program')
      .example('$0 --fail-on warning clusters/production', 'only what is wrong in one directory')
    addLintCommand(parser, '$0', lint)
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
    addLintCommand(parser, 'lint', lint)
    const { addCommands } = await import('./add-commands.ts')
    addCommands(parser, terminal, exit)
  }
  // Left to parse it, yargs would take the word for a path as well.
  if (scriptShell === undefined) await parser.parseAsync()
  else parser.showCompletionScript()
}

/**
 * The name of an option that there is not, though yargs takes it: `no-base` of an option with a text, which would be false,
 * and `paths`, which is not a list then.
 */
function findMisused(
  parsed: Readonly<Record<string, unknown>>,
  args: readonly string[],
  parser: object,
): string | undefined {
  // The types of yargs leave this out.
  const { string: names } = (parser as { getOptions(): { readonly string: readonly string[] } }).getOptions()
  const negated = names.find((name) => [parsed[name]].flat().includes(false))
  if (negated !== undefined) return `no-${negated}`
  const end = args.indexOf('--')
  const words = end < 0 ? args : args.slice(0, end)
  return ['paths', 'directories'].find((name) => words.some((word) => word.split('=')[0] === `--${name}`))
}

/** Of a repeated option the last counts, as everywhere; only what is no option may be a list, and what lint writes. */
function keepLastOfRepeated(args: Record<string, unknown>): void {
  const lists = ['_', 'paths', 'directories', 'only']
  if ('failOn' in args) lists.push('format')
  for (const [name, value] of Object.entries(args)) {
    if (Array.isArray(value) && !lists.includes(name)) args[name] = value.at(-1)
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
function findCompletedShell(
  [command, shell, ...more]: readonly string[],
  { SHELL }: Terminal['environment'],
): string | undefined {
  if (command !== 'completion' || more.length > 0) return undefined
  if (shell === undefined) return completedShells.find((one) => SHELL?.endsWith(one)) ?? 'bash'
  if (!completedShells.includes(shell)) {
    throw new UserError(`there is no completion for \`${shell}\`; there is for ${completedShells.join(', ')}`)
  }
  return shell
}
