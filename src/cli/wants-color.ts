import { nearestMatch } from '../source/nearest-match.ts'
import { UserError } from '../source/user-error.ts'

const choices: Readonly<Record<string, boolean | undefined>> = {
  always: true,
  never: false,
  auto: undefined,
  true: true,
  false: false,
}

/**
 * Whether standard output is to have colours: as the last `--color`, `--no-color` or `--color=…` says, else NO_COLOR, else
 * FORCE_COLOR, of which `0` and `false` mean none as they do for chalk and Node, else where it is a terminal. Throws a
 * UserError for another value of `--color`.
 */
export function wantsColor(
  args: readonly string[],
  { NO_COLOR, FORCE_COLOR, TERM }: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  const asked = readOption(args)
  if (asked !== undefined) return asked
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return isTerminal && TERM !== 'dumb'
}

function readOption(args: readonly string[]): boolean | undefined {
  let asked: boolean | undefined
  for (const arg of args) {
    if (arg === '--') break
    if (arg === '--color') asked = true
    else if (arg === '--no-color') asked = false
    else if (arg.startsWith('--color=')) asked = readChoice(arg.slice('--color='.length))
  }
  return asked
}

function readChoice(value: string): boolean | undefined {
  if (Object.hasOwn(choices, value)) return choices[value]
  const known = Object.keys(choices)
  const near = nearestMatch(value, known)
  const hint = near === undefined ? '' : `; did you mean \`${near}\`?`
  throw new UserError(`--color must be one of ${known.join(', ')}; found \`${value}\`${hint}`)
}
