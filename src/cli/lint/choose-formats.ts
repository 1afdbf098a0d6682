import { UserError } from '../../source/user-error.ts'
import { type FormatRequest, parseFormats } from '../parse-formats.ts'

/**
 * What `--format` and `--output-file` ask for together: the file is that of the only format. Throws a UserError where
 * they do not fit.
 */
export function chooseFormats(
  formats: readonly string[],
  outputFile: string | undefined,
  workingDirectory: string,
): readonly FormatRequest[] {
  if (outputFile === undefined) return parseFormats(formats, workingDirectory)
  if (outputFile === '') throw new UserError('--output-file needs the name of a file')
  const [format = 'text', second] = formats
  if (second !== undefined) {
    throw new UserError(
      `--output-file is for one format alone: give each its own file, such as --format ${second.replace(/=.*/s, '')}=report.txt`,
    )
  }
  if (format.includes('=')) throw new UserError(`--format ${format} names a file, and --output-file another`)
  return parseFormats([`${format}=${outputFile}`], workingDirectory)
}
