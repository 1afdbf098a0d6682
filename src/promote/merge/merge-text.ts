import { createInterner } from './interner.ts'
import { mayHoldSecret } from './may-hold-secret.ts'
import type { MergeChange, MergeConflict, MergeResult, MergeTexts } from './merge-result.ts'
import { mergeSequences, type Span } from './merge-sequences.ts'
import { shortText } from './short-text.ts'

/**
 * Merges texts by lines (diff3): the source's changes since the base into the target. Line breaks are part of lines.
 * With conflicts the text is the target's, unchanged; lines are hidden where there may be a Secret.
 */
export function mergeText({ base, source, target }: MergeTexts): MergeResult {
  const intern = createInterner()
  const [b, s, t] = [linesOf(base), linesOf(source), linesOf(target)]
  const starts = [0]
  for (const line of t) starts.push((starts.at(-1) ?? 0) + line.length)
  const conflicts: MergeConflict[] = []
  const changes: MergeChange[] = []
  const parts: string[] = []
  const isSecret = [base, source, target].some(mayHoldSecret)
  const show = (lines: string): string => (isSecret ? '(hidden)' : shortText(lines))
  for (const { kind, ...spans } of mergeSequences(b.map(intern), s.map(intern), t.map(intern))) {
    const path = nameLines(spans.target)
    const mine = t.slice(spans.target.from, spans.target.to).join('')
    const theirs = s.slice(spans.source.from, spans.source.to).join('')
    parts.push(kind === 'source' ? theirs : mine)
    if (kind === 'source') changes.push({ path, kind: mine === '' ? 'added' : theirs === '' ? 'removed' : 'changed' })
    if (kind !== 'conflict') continue
    conflicts.push({
      path,
      at: { start: starts[spans.target.from] ?? target.length, end: starts[spans.target.to] ?? target.length },
      reason: 'Both sides changed these lines to different ones.',
      base: show(b.slice(spans.base.from, spans.base.to).join('')),
      source: show(theirs),
      target: show(mine),
    })
  }
  return { text: conflicts.length > 0 ? target : parts.join(''), conflicts, changes }
}

function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/)
}

function nameLines({ from, to }: Span): string {
  return to - from > 1 ? `lines ${from + 1}–${to}` : `line ${from + 1}`
}
