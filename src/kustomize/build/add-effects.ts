import type { Effect } from '../effect.ts'

/** What several transformations did together. */
export function addEffects(effects: readonly Effect[]): Effect {
  return {
    matched: effects.reduce((total, { matched }) => total + matched, 0),
    changed: effects.reduce((total, { changed }) => total + changed, 0),
  }
}
