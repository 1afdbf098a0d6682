import type { MergeTexts } from './merge-result.ts'
import { shortText } from './short-text.ts'

/** A part of one of the texts that are merged, as offsets. */
export interface TextPart {
  readonly text: string
  readonly start: number
  readonly end: number
}

type Sides<T> = Readonly<Record<'base' | 'source' | 'target', T | undefined>>

/** Shows the sides of a conflict in short; what a side lacks stays undefined. */
export type Shower = (sides: Sides<TextPart>, isSecret: boolean) => Sides<string>

/** Where one of the sides touches a secret, or is said to be one, none of them is shown. */
export function createShower({ listSecrets }: Pick<MergeTexts, 'listSecrets'>): Shower {
  const known = new Map<string, ReturnType<NonNullable<typeof listSecrets>>>()
  const touches = ({ text, start, end }: TextPart): boolean => {
    const spans = known.get(text) ?? listSecrets?.(text) ?? []
    known.set(text, spans)
    return spans.some((span) => span.start < end && span.end > start)
  }
  return ({ base, source, target }, isSecret) => {
    const hides = isSecret || [base, source, target].some((part) => part !== undefined && touches(part))
    const show = (part: TextPart | undefined): string | undefined => {
      if (part === undefined) return undefined
      return hides ? '(hidden)' : shortText(part.text.slice(part.start, part.end))
    }
    return { base: show(base), source: show(source), target: show(target) }
  }
}
