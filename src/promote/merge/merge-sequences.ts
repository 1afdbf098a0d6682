import { alignSequences } from './align-sequences.ts'

/** From one index to another, the latter not included. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** A part of three sequences: where all agree, who changed it, or that both did and differ. */
export interface Hunk {
  readonly kind: 'same' | 'source' | 'target' | 'both' | 'conflict'
  readonly base: Span
  readonly source: Span
  readonly target: Span
}

/**
 * The three-way comparison of sequences (diff3): parts in order that cover all three. Changes that touch are one part;
 * `both` is the same change on both sides.
 */
export function mergeSequences(
  base: readonly number[],
  source: readonly number[],
  target: readonly number[],
): readonly Hunk[] {
  const inSource = new Map(alignSequences(base, source))
  const inTarget = new Map(alignSequences(base, target))
  const hunks: Hunk[] = []
  let at: Place = { base: 0, source: 0, target: 0 }
  const close = (next: Place): void => {
    const spans = {
      base: { from: at.base, to: next.base },
      source: { from: at.source, to: next.source },
      target: { from: at.target, to: next.target },
    }
    if (at.base === next.base && at.source === next.source && at.target === next.target) return
    const b = base.slice(at.base, next.base).join()
    const s = source.slice(at.source, next.source).join()
    const t = target.slice(at.target, next.target).join()
    const kind = s === b ? 'target' : t === b ? 'source' : s === t ? 'both' : 'conflict'
    hunks.push({ kind, ...spans })
  }
  for (let index = 0; index < base.length; index += 1) {
    const s = inSource.get(index)
    const t = inTarget.get(index)
    if (s === undefined || t === undefined) continue
    close({ base: index, source: s, target: t })
    at = { base: index + 1, source: s + 1, target: t + 1 }
    hunks.push({
      kind: 'same',
      base: { from: index, to: index + 1 },
      source: { from: s, to: s + 1 },
      target: { from: t, to: t + 1 },
    })
  }
  close({ base: base.length, source: source.length, target: target.length })
  return hunks
}

interface Place {
  readonly base: number
  readonly source: number
  readonly target: number
}
