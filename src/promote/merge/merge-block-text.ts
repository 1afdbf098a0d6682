import { createInterner } from './interner.ts'
import type { MergeNode } from './merge-node.ts'
import { type MergeRun, noteConflict, type Outcome } from './merge-run.ts'
import { mergeSequences } from './merge-sequences.ts'

/**
 * Merges texts of several lines, such as scripts and configuration, by lines. Undefined where one is no such text, or
 * the target's is folded or quoted, whose lines are not those of the text.
 */
export function mergeBlockText(
  run: MergeRun,
  { base, source, target }: { readonly base: MergeNode; readonly source: MergeNode; readonly target: MergeNode },
  path: string,
): Outcome | undefined {
  const isText = (node: MergeNode): boolean => node.value?.includes('\n') === true
  if (!target.isLiteral || target.properties !== '' || ![base, source, target].every(isText)) return undefined
  const intern = createInterner()
  const [b, s, t] = [base, source, target].map((node) => (node.value ?? '').split('\n'))
  if (b === undefined || s === undefined || t === undefined) return undefined
  const [header = '', ...raw] = target.text.slice(target.start, target.end).split(/\r?\n/)
  const margin = raw.map((line) => /^ *(?=[^ ])/.exec(line)?.[0]).find((blanks) => blanks !== undefined) ?? ''
  const lines: { readonly text: string; readonly value: string }[] = []
  const hunks = mergeSequences(b.map(intern), s.map(intern), t.map(intern))
  for (const { kind, source: from, target: to } of hunks) {
    if (kind === 'conflict') {
      const line = to.to - to.from > 1 ? `lines ${to.from + 1}–${to.to}` : `line ${to.from + 1}`
      return noteConflict(run, `${path} (${line} of the text)`, { base, source, target }, target)
    }
    if (kind === 'source') {
      for (const value of s.slice(from.from, from.to)) lines.push({ value, text: value === '' ? '' : margin + value })
    } else {
      for (let index = to.from; index < to.to; index += 1) {
        const value = t[index] ?? ''
        lines.push({ value, text: raw[index] ?? (value === '' ? '' : margin + value) })
      }
    }
  }
  run.changes.push({ path, kind: 'changed' })
  const value = lines.map((line) => line.value).join('\n')
  const text = [
    changeChomping(header, value),
    ...lines.slice(0, value.endsWith('\n') ? -1 : undefined).map((line) => line.text),
  ]
  const edits = [{ start: target.start, end: target.end, text: text.join(run.lineBreak) }]
  return { kind: 'edit', id: run.intern(`text:${value}`), edits }
}

/** A block's header that ends the text as it must end. */
function changeChomping(header: string, value: string): string {
  const wanted = value.endsWith('\n\n') ? '+' : value.endsWith('\n') ? '' : '-'
  return header.replace(/^\|([1-9]?)[+-]?([1-9]?)/, (found, before: string, after: string) => {
    const isRight = wanted === '' ? !found.includes('-') : found.includes(wanted)
    return isRight ? found : `|${before}${after}${wanted}`
  })
}
