import { createShower, type TextPart } from './create-shower.ts'
import { createInterner } from './interner.ts'
import { mayHoldSecret } from './may-hold-secret.ts'
import type { MergeChange, MergeConflict, MergeResult, MergeTexts } from './merge-result.ts'
import { mergeSequences, type Span } from './merge-sequences.ts'

/**
 * Merges texts by lines (diff3): the source's changes since the base into the target. Line breaks are part of lines.
 * With conflicts the text is the target's, unchanged; lines are hidden where there may be a Secret.
 */
export function mergeText(texts: MergeTexts): MergeResult {
  const { base, source, target } = texts
  const intern = createInterner()
  const [b, s, t] = [linesOf(base), linesOf(source), linesOf(target)]
  const starts = { base: startsOf(b), source: startsOf(s), target: startsOf(t) }
  const conflicts: MergeConflict[] = []
  const changes: MergeChange[] = []
  const parts: string[] = []
  const isSecret = [base, source, target].some(mayHoldSecret)
  const show = createShower(texts)
  const place = (side: keyof typeof starts, { from, to }: Span): Omit<TextPart, 'text'> => ({
    start: starts[side][from] ?? texts[side].length,
    end: starts[side][to] ?? texts[side].length,
  })
  for (const { kind, ...spans } of mergeSequences(b.map(intern), s.map(intern), t.map(intern))) {
    const path = nameLines(spans.target)
    const mine = t.slice(spans.target.from, spans.target.to).join('')
    const theirs = s.slice(spans.source.from, spans.source.to).join('')
    parts.push(kind === 'source' ? theirs : mine)
    if (kind === 'source') changes.push({ path, kind: mine === '' ? 'added' : theirs === '' ? 'removed' : 'changed' })
    if (kind !== 'conflict') continue
    conflicts.push({
      path,
      at: place('target', spans.target),
      reason: 'Both sides changed these lines to different ones.',
      ...show(
        {
          base: { text: base, ...place('base', spans.base) },
          source: { text: source, ...place('source', spans.source) },
          target: { text: target, ...place('target', spans.target) },
        },
        isSecret,
      ),
    })
  }
  return { text: conflicts.length > 0 ? target : parts.join(''), conflicts, changes }
}

function startsOf(lines: readonly string[]): readonly number[] {
  const starts = [0]
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length)
  return starts
}

function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/)
}

function nameLines({ from, to }: Span): string {
  return to - from > 1 ? `lines ${from + 1}–${to}` : `line ${from + 1}`
}
