import type { SourceFile } from '../../model/source-file.ts'
import { type Directive, directives } from '../../rules/suppressions/judged-suppression.ts'
import type { LineIndex } from '../../source/line-index.ts'
import type { Comment, CommentedText } from './commented-text.ts'
import { readHashComments } from './read-hash-comments.ts'
import { readMarkupComments } from './read-markup-comments.ts'
import { readYamlComments } from './read-yaml-comments.ts'
import type { FileSuppressions, Suppression } from './suppression.ts'

/**
 * Reads the suppression comments of a file:
 *
 * - `# gitops-lint-disable-next-line rule-a rule-b -- reason` is for the next line that has content,
 * - `# gitops-lint-disable-line …` at the end of a line is for that line,
 * - `# gitops-lint-disable …` before all content is for the whole file.
 *
 * Like ESLint's they are for findings that begin in that line, not for all that is nested below it. Only a scalar of
 * several lines is one line. Markdown has `<!-- gitops-lint-disable… -->`. Undefined where there are none.
 */
export function readSuppressions(file: SourceFile): FileSuppressions | undefined {
  if (!file.text.includes('gitops-lint-') || isWithoutComments(file.path)) return undefined
  const read = file.isYaml ? readYamlComments : isMarkup(file.path) ? readMarkupComments : readHashComments
  const commented = read(file.text, file.lines)
  const suppressions = commented.comments.flatMap((comment) => parse(comment, commented, file))
  if (suppressions.length === 0) return undefined
  return {
    suppressions,
    statementOf: (offset) => commented.statementAt(file.lines.positionAt(offset).line),
  }
}

function isWithoutComments(path: string): boolean {
  return /\.json$/i.test(path)
}

function isMarkup(path: string): boolean {
  return /\.(?:md|markdown|html?|xml|svg)$/i.test(path)
}

/** Other words that begin so, such as the hook `gitops-lint-fix`, are no mistakes. */
const pattern = /^\s*(gitops-lint-(?:disable|enable|ignore)[\w-]*)(?![^\s:,])/

function parse({ start, end, text, textStart }: Comment, commented: CommentedText, file: SourceFile) {
  const found = pattern.exec(text)
  const directive = found?.[1]
  if (found === null || directive === undefined) return []
  const tail = text.slice(found[0].length)
  const dashes = /(?<!\S)--+(?!\S)/.exec(tail)
  const reason = dashes === null ? '' : tail.slice(dashes.index + dashes[0].length).trim()
  const offset = textStart + found[0].length
  const names = [...tail.slice(0, dashes?.index).matchAll(/[^\s,:]+/g)].map(({ 0: name, index }) => ({
    name,
    at: { file: file.path, start: offset + index, end: offset + index + name.length },
  }))
  const suppression: Suppression = {
    at: { file: file.path, start, end },
    directive,
    names,
    reason: reason === '' ? undefined : reason.replace(/\s+/g, ' '),
    ...place(directive, file.lines, start, end, commented),
  }
  return [suppression]
}

function place(
  directive: string,
  lines: LineIndex,
  start: number,
  end: number,
  { statementAt, hasContent }: CommentedText,
): Pick<Suppression, 'flaw' | 'statement'> {
  const line = lines.positionAt(start).line
  const none = (flaw: Suppression['flaw']) => ({ flaw, statement: undefined })
  switch (directives.find((one): one is Directive => one === directive)) {
    case 'gitops-lint-disable': {
      const first = statementAt(1)
      return none(first !== undefined && first <= line ? 'not-at-top' : undefined)
    }
    case 'gitops-lint-disable-line':
      return hasContent(line) ? { flaw: undefined, statement: statementAt(line) } : none('alone')
    case 'gitops-lint-disable-next-line':
      return { flaw: undefined, statement: statementAt(lines.positionAt(end).line + 1) }
    default:
      return none('unknown')
  }
}
