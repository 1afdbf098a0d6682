import { nearestMatch } from '../source/nearest-match.ts'

/** The options of all commands, for suggestions. */
export const optionNames = [
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
  'cache',
  'no-cache',
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
  'quiet',
  'staged',
  'all',
  'changed-only',
  'files-from',
  'update-baseline',
  'fix',
  'hook',
  'ci',
  'package',
  'color',
  'no-color',
  'cwd',
  'help',
  'version',
]

/** The commands of `gitops`. */
export const commandNames = [
  'lint',
  'build',
  'why',
  'inventory',
  'diff',
  'promote',
  'rollback',
  'drift',
  'promotions',
  'init',
  'tree',
  'explain',
  'completion',
]

/** Says in one line what is wrong with the arguments, with the nearest match where yargs gives none. */
export function explainUsage(message: string, args: readonly string[], program: string): string {
  const choice = /Argument: (\S+), Given: "(.*?)", Choices: (.*)/s.exec(message)
  if (choice) {
    const [, name = '', given = '', choices = ''] = choice
    const known = choices.replaceAll('"', '').trim()
    const near = nearestMatch(given, known.split(', '))
    const hint = near === undefined ? '' : `; did you mean \`${near}\`?`
    return `--${name} must be one of ${known}; found \`${given}\`${hint}`
  }
  const unknown = /^Unknown arguments?: ([^\s,]+)/.exec(message)?.[1]
  if (unknown?.length === 1 && args.some((arg) => /^-\w+$/.test(arg) && arg.includes(unknown))) {
    return `there is no option \`-${unknown}\`; see \`${program} --help\``
  }
  if (unknown !== undefined && args.some((arg) => arg.startsWith('-') && arg.includes(unknown))) {
    const near = nearestMatch(unknown, optionNames)
    const isElsewhere = optionNames.includes(unknown)
    const hint = near === undefined || isElsewhere ? `see \`${program} --help\`` : `did you mean \`--${near}\`?`
    return `there is no option \`--${unknown}\`${isElsewhere ? ' here' : ''}; ${hint}`
  }
  const command = args.find((arg, index) => !arg.startsWith('-') && args[index - 1] !== '--cwd')
  if (/^(?:Did you mean|Unknown (?:command|argument))/.test(message) && command !== undefined) {
    if (commandNames.includes(command))
      return `\`${command}\` does not take \`${unknown ?? ''}\`; see \`${program} ${command} --help\``
    const near = nearestMatch(command, commandNames)
    return `there is no command \`${command}\`; ${near === undefined ? `there are ${commandNames.join(', ')}` : `did you mean \`${near}\`?`}`
  }
  if (message.startsWith('Not enough non-option arguments') && command !== undefined) {
    return `\`${program} ${command}\` needs more than that; see \`${program} ${command} --help\``
  }
  return `${message.replaceAll('\n', ' ')}; see \`${program} --help\``
}
