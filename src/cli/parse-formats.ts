import { resolve } from 'node:path'
import { type LintFormat, lintFormatNames } from '../report/lint-formats.ts'
import { nearestMatch } from '../source/nearest-match.ts'
import { UserError } from '../source/user-error.ts'

/** A format, and where it goes. */
export interface FormatRequest {
  readonly format: LintFormat
  /** The file as it was given; undefined for standard output. */
  readonly file: string | undefined
}

/**
 * Reads the values of `--format`: `gitlab=report.json` to a file, `text` or `text=-` to standard output, in the order
 * they are given; text where there are none. Relative files are told apart from `workingDirectory`. Throws a UserError
 * for a format that does not exist, a missing file name, two formats to one file or to standard output.
 */
export function parseFormats(values: readonly string[], workingDirectory: string): readonly FormatRequest[] {
  if (values.length === 0) return [{ format: 'text', file: undefined }]
  const requests = values.map(parseFormat)
  const taken = new Map<string, string>()
  requests.forEach(({ file }, index) => {
    const value = values[index] ?? ''
    const target = file === undefined ? '' : resolve(workingDirectory, file)
    const other = taken.get(target)
    if (other !== undefined) throw new UserError(explainClash(other, value, file))
    taken.set(target, value)
  })
  return requests
}

function parseFormat(value: string): FormatRequest {
  const at = value.indexOf('=')
  const name = at < 0 ? value : value.slice(0, at)
  const file = at < 0 ? undefined : value.slice(at + 1)
  const format = lintFormatNames.find((one) => one === name)
  if (format === undefined) throw new UserError(explainUnknown(name))
  if (file === '') throw new UserError(`--format ${value} names no file: give one, such as ${format}=report.txt`)
  if (file?.endsWith('/')) throw new UserError(`--format ${value} names a directory: give a file in it`)
  return { format, file: file === '-' ? undefined : file }
}

function explainUnknown(name: string): string {
  const near = nearestMatch(name, lintFormatNames)
  const hint = near === undefined ? '' : `did you mean \`${near}\`? `
  return `there is no format \`${name}\`; ${hint}there are ${lintFormatNames.join(', ')}`
}

function explainClash(first: string, second: string, file: string | undefined): string {
  if (file !== undefined) return `--format ${first} and --format ${second} write to the same file`
  return `--format ${first} and --format ${second} both write to standard output: give one of them a file, such as ${second.replace(/=-$/, '')}=report.txt`
}
