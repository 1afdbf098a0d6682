import { parseYaml } from '../parse-yaml.ts'
import type { YamlDocument, YamlProblem } from '../yaml-document.ts'
import { joinAllForGoYaml, repairForGoYaml } from './repair-for-go-yaml.ts'

/** What may be spent on parsing rewritten texts: characters, and as many as `costOfProblem` for each problem found. */
const maximumCost = 3_000_000
const costOfProblem = 200
/** Problems of more documents than this are not reported of one file. */
export const maximumReported = 5

/** A text as go-yaml reads it, of the length that was written. */
export interface Read {
  readonly text: string
  readonly documents: readonly YamlDocument[]
}

/** Line breaks to go-yaml, beside `\n` and `\r\n`. */
export const lineBreaks = /\r(?!\n)|[\u0085\u2028\u2029]/g

/** Reads once more, with what the library refuses and go-yaml accepts rewritten, as long as that helps. */
export function readAsGoYaml(original: string, documents: readonly YamlDocument[]): Read {
  const text = original.replace(lineBreaks, '\n')
  let read: Read = { text, documents: text === original ? documents : parseYaml(text) }
  if (brokenIn(read).length === 0) return read
  const joined = joinAllForGoYaml(text)
  if (joined !== undefined) {
    const all = { text: joined, documents: parseYaml(joined) }
    if (brokenIn(all).length === 0) return all
  }

  let left = maximumCost
  const repairOne = (): Read | undefined => {
    for (const { first } of brokenIn(read)) {
      const repair = repairForGoYaml(read.text, first.message, first.start)
      if (repair === undefined) continue
      const repaired = { text: repair.text, documents: parseYaml(repair.text) }
      const found = repaired.documents.reduce((count, { problems }) => count + problems.length, 0)
      left -= text.length + costOfProblem * found
      if (helps(first, repair.end, repaired)) return repaired
      if (left <= 0) return undefined
    }
    return undefined
  }
  for (let next = repairOne(); next !== undefined; next = left > 0 ? repairOne() : undefined) read = next
  return read
}

/** The first broken documents, no more than are reported, each with the first of its problems. */
export function brokenIn({ documents }: Read): readonly { readonly first: YamlProblem }[] {
  const broken: { readonly first: YamlProblem }[] = []
  for (const { problems } of documents) {
    const [first] = problems
    if (first !== undefined) broken.push({ first })
    if (broken.length === maximumReported) break
  }
  return broken
}

/** Whether nothing is wrong any more from the problem up to the end of the line on which the repair ends. */
function helps(first: YamlProblem, end: number, { text, documents }: Read): boolean {
  const next = brokenIn({ text, documents }).find((broken) => broken.first.end > first.start)?.first
  return next === undefined || text.slice(end, next.start).includes('\n')
}
