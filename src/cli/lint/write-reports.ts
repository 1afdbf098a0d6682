import { relative, resolve } from 'node:path'
import { Chalk } from 'chalk'
import { writeFile } from '../../files/write-file.ts'
import type { JudgedRepository } from '../../report/judged-repository.ts'
import { type LintFormat, lintFormats } from '../../report/lint-formats.ts'
import { renderSummary } from '../../report/render-summary.ts'
import type { Diagnostic } from '../../source/diagnostic.ts'
import type { Severity } from '../../source/severity.ts'
import type { FormatRequest } from '../parse-formats.ts'
import type { Terminal } from '../terminal.ts'
import type { ListedFindings } from './list-findings.ts'
import type { SplitFindings } from './split-findings.ts'

/** What is written, and how. */
export interface ReportQuestion {
  readonly requests: readonly FormatRequest[]
  readonly root: string
  readonly repository: JudgedRepository
  readonly findings: ListedFindings
  /** Whether findings that were there before are shown too. */
  readonly showsOlder: boolean
  /** The severities that text has; undefined for all of them, and a summary in any case. */
  readonly only: readonly Severity[] | undefined
  /** Which of the YAML files are reported on; undefined for all of them. */
  readonly part: string | undefined
  /** Lines that text has at its end, where it shows findings. */
  readonly notes: readonly string[]
}

/** Who reads these compares them with those of the target branch: what is left out would be taken for mended. */
const complete: ReadonlySet<LintFormat> = new Set<LintFormat>(['gitlab', 'sarif'])

/**
 * Writes the findings in each format to its file or standard output, and returns what was printed there. Throws a
 * UserError where a file cannot be written.
 */
export async function writeReports(question: ReportQuestion, terminal: Terminal): Promise<string> {
  const reports: { readonly file: string | undefined; readonly text: string }[] = []
  for (const { format, file } of question.requests) {
    const colors = new Chalk({ level: file === undefined && terminal.supportsColor ? 1 : 0 })
    const { repository, findings, showsOlder } = question
    if (format === 'text') {
      reports.push({ file, text: await writeText(question, colors, terminal) })
      continue
    }
    const diagnostics = showsOlder || complete.has(format) ? join(findings) : findings.fresh
    const { suppressed, elsewhere } = findings
    const older = diagnostics === findings.fresh ? findings.older.length : 0
    const render = await lintFormats[format].load()
    const { version } = terminal
    reports.push({
      file,
      text: render({ repository, diagnostics, suppressed, older, elsewhere, ...partOf(question), version }, colors),
    })
  }
  for (const { file, text } of reports) {
    if (file === undefined) terminal.print(text)
    else writeFile(resolve(terminal.workingDirectory, file), text)
  }
  return reports.map(({ file, text }) => (file === undefined ? text : '')).join('')
}

function partOf({ part }: ReportQuestion): { readonly part?: string } {
  return part === undefined ? {} : { part }
}

async function writeText(
  question: ReportQuestion,
  colors: InstanceType<typeof Chalk>,
  terminal: Terminal,
): Promise<string> {
  const { root, repository, findings, showsOlder, only, notes } = question
  const shown = showsOlder ? join(findings) : findings.fresh
  const diagnostics = only === undefined ? shown : shown.filter(({ severity }) => only.includes(severity))
  if (only !== undefined && diagnostics.length === 0) return ''
  const result = { repository, diagnostics, ...partOf(question), version: terminal.version }
  const leftOut =
    only === undefined ? [...countOlder(findings.older.length, showsOlder), ...countElsewhere(findings)] : []
  if (diagnostics.length === 0) {
    return `${[renderSummary(result, colors), ...leftOut.map((note) => colors.dim(note))].join('\n')}\n`
  }
  const showPath = (path: string): string => relative(terminal.workingDirectory, resolve(root, path)) || '.'
  const { renderText } = await import('../../report/render-text.ts')
  return renderText(result, colors, { showPath, older: new Set(findings.older), notes: [...leftOut, ...notes] })
}

function countOlder(count: number, areShown: boolean): readonly string[] {
  if (count === 0) return []
  const [noun, verb] = count === 1 ? ['finding', 'does'] : ['findings', 'do']
  return [
    areShown ? `${count} older ${noun} ${verb} not count.` : `${count} older ${noun} not shown; --all shows them.`,
  ]
}

function countElsewhere({ elsewhere }: ListedFindings): readonly string[] {
  if (elsewhere === 0) return []
  return [`${elsewhere === 1 ? '1 finding' : `${elsewhere} findings`} in other files not shown.`]
}

/** All findings in the order of their places. */
function join({ fresh, older }: SplitFindings): readonly Diagnostic[] {
  return [...fresh, ...older].sort((a, b) =>
    a.at.file === b.at.file ? a.at.start - b.at.start : a.at.file < b.at.file ? -1 : 1,
  )
}
