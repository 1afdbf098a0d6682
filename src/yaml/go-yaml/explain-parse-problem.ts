import type { YamlProblem } from '../yaml-document.ts'
import type { Cause } from './causes.ts'
import { codeOf } from './code-of.ts'
import { excerpt } from './excerpt.ts'
import { openBracketsAt, quoteBefore } from './repair-for-go-yaml.ts'
import type { SyntaxProblem } from './syntax-problem.ts'

/** Turns a problem of the `yaml` library into a cause, at the place where a person looks for it. */
export function explainParseProblem(text: string, problem: YamlProblem): SyntaxProblem {
  const at = Math.min(problem.start, text.length)
  const template = findTemplate(text, at)
  if (template !== undefined) return template
  const explain = explanations.find(([pattern]) => pattern.test(problem.message))?.[1]
  if (explain !== undefined) return explain(text, at, problem.message)
  const message = problem.message.charAt(0).toLowerCase() + problem.message.slice(1)
  return { cause: 'other', start: at, end: Math.min(text.length, Math.max(problem.end, at)), data: { text: message } }
}

type Explain = (text: string, at: number, message: string) => SyntaxProblem

/** The cause for the text from an offset to the end of its line; a tab or an odd space before or in it comes first. */
const line =
  (cause: Cause): Explain =>
  (text, at) => {
    const from = skipSpace(text, at)
    const tab = text.slice(at, from).indexOf('\t')
    if (tab >= 0) return { cause: 'tabIndents', start: at + tab, end: at + tab + 1 }
    const odd = lineFrom(text, from).search(/[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]/)
    if (odd >= 0)
      return { cause: 'oddSpace', start: from + odd, end: from + odd + 1, data: { code: codeOf(text, from + odd) } }
    const rest = lineFrom(text, from)
    return { cause, start: from, end: from + rest.length, data: { text: excerpt(rest) } }
  }

/** The cause for the character at an offset. */
const character =
  (cause: Cause, name: string): Explain =>
  (text, at) => ({ cause, start: at, end: Math.min(text.length, at + 1), data: { [name]: text.charAt(at) } })

const explanations: readonly (readonly [RegExp, Explain])[] = [
  [/^Tabs are not allowed/, explainTab],
  [/^Missing closing/, explainQuote],
  [/^Flow (?:map|sequence) .*must .*end with a [\]}]/, explainBrackets],
  [/^Unexpected flow-(?:map|seq)-end/, character('bracketTooMany', 'found')],
  [/^Nested mappings are not allowed/, explainNestedMap],
  [/^Implicit (?:map )?keys need/, explainKey],
  [/^Block collections are not allowed within/, explainBlockInBrackets],
  [/^Missing , /, explainComma],
  [/^Unexpected , /, character('commaTooMany', 'text')],
  [/^All mapping items must start/, explainColumn],
  [/^Unexpected [\w-]+ at node end/, explainNodeEnd],
  [/^Sequence item without -/, line('keyInList')],
  [/^All sequence items must start/, line('notAligned')],
  [/sequence may not be used as an implicit map key/, explainItem],
  [/^Unexpected block-seq-ind/, explainDash],
  [/^Plain value cannot start|^(?:Alias|Anchor) (?:cannot be an empty|ending in)/, explainMark],
  [/^Block scalar header includes/, explainHeader],
  [/^Not a YAML token/, line('blockHeader')],
  [/^Block scalars? (?:lines|values|with)/, line('blockIndentation')],
  [/^Invalid escape sequence/, explainEscape],
  [/^Block collection cannot start on same line/, line('textAfterMarker')],
]

function lineFrom(text: string, from: number): string {
  const end = text.indexOf('\n', from)
  return text.slice(from, end < 0 ? text.length : end).trimEnd()
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (/\s/.test(text.charAt(at))) at += 1
  return at < text.length ? at : from
}

function lineStartOf(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1
}

/** A marker of a template on the line of the problem or on the one before it, outside of quotes. */
function findTemplate(text: string, at: number): SyntaxProblem | undefined {
  const here = lineStartOf(text, at)
  for (const start of here === 0 ? [here] : [here, lineStartOf(text, here - 1)]) {
    const found = /^[^"']*?(\{\{|\{%|\{#|<%)/.exec(lineFrom(text, start))
    if (found?.[1] === undefined) continue
    const from = start + found[0].length - 2
    return { cause: 'template', start: from, end: from + 2, data: { mark: found[1] } }
  }
  return undefined
}

function explainTab(text: string, at: number): SyntaxProblem {
  const mark = /([-?:])[ \t]*$/.exec(text.slice(lineStartOf(text, at), at))?.[1]
  const tab = text.indexOf('\t', at)
  const start = tab < 0 ? at : tab
  return mark === undefined
    ? { cause: 'tabIndents', start, end: start + 1 }
    : { cause: 'tabAfterMark', start, end: start + 1, data: { mark } }
}

function explainQuote(text: string, at: number): SyntaxProblem {
  const start = quoteBefore(text, at) ?? Math.max(0, text.lastIndexOf('"', at - 1), text.lastIndexOf("'", at - 1))
  return { cause: 'unclosedQuote', start, end: Math.min(text.length, start + 1), data: { quote: text.charAt(start) } }
}

function explainBrackets(text: string, at: number): SyntaxProblem {
  const start = openBracketsAt(text, at).at(-1) ?? at
  const template = findTemplate(text, start)
  if (template !== undefined) return template
  const open = text.charAt(start)
  const close = open === '{' ? '}' : ']'
  const found = text.charAt(at)
  return found === ']' || found === '}'
    ? { cause: 'otherBracket', start: at, end: at + 1, data: { found, open, close } }
    : { cause: 'unclosedBracket', start, end: Math.min(text.length, start + 1), data: { open, close } }
}

/** `a: b: c`, or a line with a key that is indented deeper than a value above it. */
function explainNestedMap(text: string, at: number): SyntaxProblem {
  if (/^\?\s/.test(text.slice(at, at + 2))) return explainMark(text, at)
  if (/:(?:\s|$)/.test(lineFrom(text, at))) return line('secondColon')(text, at, '')
  return line('keyTooDeep')(text, nextKeyLine(text, at), '')
}

/** The next line after an offset that has a key, or the next line. */
function nextKeyLine(text: string, at: number): number {
  const next = text.indexOf('\n', at) + 1
  const colon = text.slice(next).search(/:(?:\s|$)/)
  return colon < 0 ? next : lineStartOf(text, next + colon)
}

function explainKey(text: string, at: number): SyntaxProblem {
  const rest = lineFrom(text, at)
  const above = lineFrom(text, lineStartOf(text, Math.max(0, lineStartOf(text, at) - 1)))
  if (/[:-] +[|>][-+\d]*$/.test(above)) return line('blockIndentation')(text, at, '')
  const alias = /^\*([\w-]+):(?:\s|$)/.exec(rest)?.[1]
  if (alias !== undefined)
    return { cause: 'unknownAnchor', start: at, end: at + alias.length + 1, data: { name: alias } }
  if (openBracketsAt(text, at).length > 0) return line('missingComma')(text, text.indexOf('\n', at) + 1, '')
  if (/^-(?:\s|$)/.test(rest)) return line('itemInMap')(text, at, '')
  return /^[\w.-]+:(?!\/\/)\S/.test(rest) ? line('missingSpace')(text, at, '') : line('missingColon')(text, at, '')
}

function explainBlockInBrackets(text: string, at: number): SyntaxProblem {
  const rest = lineFrom(text, at)
  if (/^(?:-\s|-$|[|>])/.test(rest)) return line('blockInBrackets')(text, at, '')
  const second = rest.search(/\s\S/)
  return line('missingComma')(text, second < 0 ? text.indexOf('\n', at) + 1 : at + second, '')
}

function explainComma(text: string, at: number): SyntaxProblem {
  const isVariable = text.slice(at - 1, at + 1) === '${'
  return isVariable ? { cause: 'variableInBrackets', start: at - 1, end: at + 1 } : line('missingComma')(text, at, '')
}

function explainColumn(text: string, at: number): SyntaxProblem {
  if (hasItemAbove(text, skipSpace(text, at))) return line('keyInList')(text, at, '')
  const hasKey = /:(?:\s|$)/.test(lineFrom(text, skipSpace(text, at)))
  return line(hasKey ? 'notAligned' : 'missingColon')(text, at, '')
}

function explainDash(text: string, at: number): SyntaxProblem {
  const isFirst = text.slice(lineStartOf(text, at), at).trim() === ''
  return line(isFirst ? 'itemInMap' : 'listOnKeyLine')(text, at, '')
}

function explainMark(text: string, at: number): SyntaxProblem {
  const mark = text.charAt(at) === '`' ? 'a backtick' : `\`${text.charAt(at)}\``
  return { cause: 'needsQuotes', start: at, end: Math.min(text.length, at + 1), data: { mark } }
}

function explainHeader(text: string, at: number): SyntaxProblem {
  const header = Math.max(text.lastIndexOf('|', at), text.lastIndexOf('>', at))
  return explainMark(text, Math.max(header, lineStartOf(text, at)))
}

/** Text behind a value, or a key below the items of a list. */
function explainNodeEnd(text: string, at: number): SyntaxProblem {
  const before = text.charAt(at - 1)
  if (before === '$' && text.charAt(at) === '{') return { cause: 'variableInBrackets', start: at - 1, end: at + 1 }
  if (before === '"' || before === "'") {
    return line(text.charAt(at) === ':' ? 'missingSpace' : 'quoteEndsEarly')(text, at, '')
  }
  return line(hasItemAbove(text, at) ? 'keyInList' : 'textAfterEnd')(text, at, '')
}

/** Whether an offset begins a line that is as much indented as a list item above it. */
function hasItemAbove(text: string, at: number): boolean {
  const indentation = text.slice(lineStartOf(text, at), at)
  return indentation.trim() === '' && text.slice(0, at).includes(`\n${indentation}-`)
}

function explainItem(text: string, at: number): SyntaxProblem {
  const dash = skipSpace(text, at)
  const above = text.slice(0, lineStartOf(text, dash)).trimEnd()
  const isBelowItem = /^\s*-/.test(above.slice(above.lastIndexOf('\n') + 1))
  return line(isBelowItem ? 'notAligned' : 'itemInMap')(text, dash, '')
}

function explainEscape(text: string, at: number, message: string): SyntaxProblem {
  const written = message.slice('Invalid escape sequence '.length)
  const sequence = /^\\[xuU]/.test(written) ? written : written.slice(0, 2)
  return { cause: 'badEscape', start: at, end: Math.min(text.length, at + sequence.length), data: { escape: sequence } }
}
