import { parseYaml } from '../parse-yaml.ts'
import type { YamlDocument } from '../yaml-document.ts'
import { causes } from './causes.ts'
import { findSyntaxProblems } from './find-syntax-problems.ts'
import { readAsGoYaml } from './read-as-go-yaml.ts'
import type { Reader } from './reader.ts'
import { restoreScalars } from './restore-scalars.ts'

/**
 * Parses a YAML stream as go-yaml does: what only go-yaml accepts is no problem, and what only go-yaml refuses is one, in
 * the first document. Offsets are those of the text. `documents` are those of the text, where they are known already.
 */
export function parseAsGoYaml(
  text: string,
  reader: Exclude<Reader, 'other'>,
  documents: readonly YamlDocument[] = parseYaml(text),
): readonly YamlDocument[] {
  const [problem] = findSyntaxProblems(text, documents, reader)
  const read = documents.every(({ problems }) => problems.length === 0) ? documents : readAgain(text, documents)
  if (problem === undefined || isBehindFirst(text, read[0], problem.start)) return read
  const { cause, start, end, data = {} } = problem
  const message = causes[cause].message.replace(/\{(\w+)\}/g, (whole, name: string) => data[name] ?? whole)
  const [first, ...others] = read
  const broken = { index: 0, text, root: undefined, resolveAlias: () => undefined, ...first }
  return [{ ...broken, problems: [{ message, start, end }] }, ...others]
}

/** Whether an offset lies in a later document than the first, which does not matter to who reads only that. */
function isBehindFirst(text: string, first: YamlDocument | undefined, offset: number): boolean {
  if (first === undefined || first.problems.length > 0) return false
  const end = first.root?.range?.[2]
  // A first document without content ends at the second mark.
  if (end === undefined) return (text.slice(0, offset).match(/^(?:---|\.\.\.)(?=\s)/gm)?.length ?? 0) > 1
  return offset >= end && /(?:^|\n)(?:\.\.\.|---)/.test(text.slice(Math.max(0, end - 1), offset))
}

function readAgain(text: string, documents: readonly YamlDocument[]): readonly YamlDocument[] {
  const read = readAsGoYaml(text, documents)
  for (const { root } of read.documents) if (root !== undefined) restoreScalars(root, read.text, text)
  return read.documents.map((document) => ({ ...document, text }))
}
