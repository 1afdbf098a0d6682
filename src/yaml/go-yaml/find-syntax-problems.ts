import type { YamlDocument, YamlProblem } from '../yaml-document.ts'
import type { Cause } from './causes.ts'
import { checkLexemes } from './check-lexemes.ts'
import { checkNodes } from './check-nodes.ts'
import { codeOf } from './code-of.ts'
import { excerpt } from './excerpt.ts'
import { explainParseProblem } from './explain-parse-problem.ts'
import { problemsByReader } from './problems-by-reader.ts'
import { brokenIn, lineBreaks, maximumReported, readAsGoYaml } from './read-as-go-yaml.ts'
import type { Reader } from './reader.ts'
import type { SyntaxProblem } from './syntax-problem.ts'

/** What no YAML text may hold. */
const forbidden = /[^\t\n\r -~\u0085\u00a0-\ufffd]/

/**
 * What keeps a YAML text from being read, the first cause in each document, in the order of the text. `documents` are
 * those of the text. For `other` readers only what is no YAML counts; for kustomize, what go-yaml refuses.
 */
export function findSyntaxProblems(
  text: string,
  documents: readonly YamlDocument[],
  reader: Reader,
): readonly SyntaxProblem[] {
  const byReader = problemsByReader(documents)
  const problems = byReader.get(reader) ?? search(text, documents, reader)
  byReader.set(reader, problems)
  return problems
}

function search(text: string, documents: readonly YamlDocument[], reader: Reader): readonly SyntaxProblem[] {
  const isTooDeep = documents.some(({ problems }) =>
    problems.some(({ message }) => message.includes('nested too deep')),
  )
  if (isTooDeep) return [{ cause: 'tooDeep', start: 0, end: 0 }]
  const read = readAsGoYaml(text, documents)
  const isFine = documents.every((document) => document.problems.length === 0)
  const explain = (problem: YamlProblem): SyntaxProblem =>
    (isFine ? separatorBefore(text, problem.end) : undefined) ?? explainParseProblem(read.text, problem)
  const problems = brokenIn(read).map(({ first }) => explain(first))
  if (reader !== 'other') {
    problems.push(...checkCharacters(text), ...checkLexemes(read.text, text, reader))
    for (const document of read.documents) {
      if (document.problems.length === 0) problems.push(...checkNodes(text, document))
    }
    if (reader === 'manifest') problems.push(...checkMarkers(text))
  }
  if (problems.length === 0) return problems
  const conflict = /^<{7}(?: |$)/m.exec(text)
  if (conflict !== null) return [{ cause: 'mergeConflict', start: conflict.index, end: conflict.index + 7 }]
  return firstOfEachDocument(text, problems)
}

/** Invisible line breaks that break the text, and characters that no YAML text may hold. */
function checkCharacters(text: string): readonly SyntaxProblem[] {
  const at = text.search(forbidden)
  return at < 0 ? [] : [{ cause: 'controlCharacter', start: at, end: at + 1, data: { code: codeOf(text, at) } }]
}

/** The line break before an offset that only go-yaml takes for one. */
function separatorBefore(text: string, offset: number): SyntaxProblem | undefined {
  let found: number | undefined
  for (const { index } of text.matchAll(lineBreaks)) if (index < offset) found = index
  if (found === undefined) return undefined
  return { cause: 'lineSeparator', start: found, end: found + 1, data: { code: codeOf(text, found) } }
}

/** kyaml cuts a text where `\n---.*\n` matches, and accepts nothing but a comment behind the dashes. */
function checkMarkers(text: string): readonly SyntaxProblem[] {
  const problems: SyntaxProblem[] = []
  for (const { 0: matched, 1: rest = '', index } of text.matchAll(/\n---([^\n]*)\n/g)) {
    const own = rest.trim()
    if (own === '' || own.startsWith('#')) continue
    if (problems.length === maximumReported) break
    const start = index + 4 + rest.search(/\S/)
    problems.push({
      cause: 'textAfterMarker',
      start,
      end: index + matched.trimEnd().length,
      data: { text: excerpt(own) },
    })
  }
  return problems
}

/** The first problem of each document, of two on one line the more telling one; the first few of them. */
function firstOfEachDocument(text: string, problems: readonly SyntaxProblem[]): readonly SyntaxProblem[] {
  const marks = text.matchAll(/^---(?=\s|$)/gm)
  let mark = marks.next()
  const found: SyntaxProblem[] = []
  let isNewDocument = true
  for (const problem of problems.toSorted((a, b) => a.start - b.start)) {
    for (; mark.value !== undefined && mark.value.index <= problem.start; mark = marks.next()) isNewDocument = true
    const known = found.at(-1)
    if (isNewDocument || known === undefined) {
      if (found.length === maximumReported) break
      found.push(problem)
      isNewDocument = false
    } else if (telling.has(problem.cause) && !telling.has(known.cause)) {
      const isOnSameLine = !text.slice(known.start, problem.start).includes('\n')
      if (isOnSameLine) found[found.length - 1] = problem
    }
  }
  return found
}

/** Causes that explain others on their line. */
const telling: ReadonlySet<Cause> = new Set<Cause>([
  'tabIndents',
  'tabAfterMark',
  'controlCharacter',
  'lineSeparator',
  'template',
])
