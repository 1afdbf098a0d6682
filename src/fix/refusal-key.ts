import type { Diagnostic } from '../source/diagnostic.ts'
import type { Fix } from './fix.ts'

/** By what a fix is known again: a finding keeps its fingerprint while lines move, and several may have one fix. */
export function refusalKey({ fingerprint }: Diagnostic, { title, key }: Pick<Fix, 'title' | 'key'>): string {
  return `${key ?? fingerprint} ${title}`
}
