import type { Judgement } from '../judge-repository.ts'
import type { BaselineEntry } from './baseline.ts'

/**
 * The text of the baseline that makes a judgement clean: what was found, and the entries of the former baseline that
 * still occur or that nobody could look for. Sorted, so that the same findings make the same text.
 */
export function createBaseline({ findings, suppressed, unjudged }: Judgement): string {
  const entries = new Map<string, BaselineEntry>()
  for (const entry of unjudged) entries.set(entry.fingerprint, entry)
  const known = suppressed.filter((one) => one.suppressed?.by === 'baseline')
  for (const { rule, at, message, fingerprint } of [...findings, ...known]) {
    if (rule !== 'baseline-unused') entries.set(fingerprint, { fingerprint, rule, path: at.file, message })
  }
  const sorted = [...entries.values()]
    .sort((a, b) => compare(a.path, b.path) || compare(a.rule, b.rule) || compare(a.fingerprint, b.fingerprint))
    .map(({ path, rule, message, fingerprint }) => ({ path, rule, message, fingerprint }))
  return `${JSON.stringify({ version: 1, findings: sorted }, null, 2)}\n`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
