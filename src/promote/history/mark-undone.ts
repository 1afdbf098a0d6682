import type { Promotion } from './promotion.ts'

/** How the directories of a promotion were before and after it and are now: as texts that are equal where those are. */
export interface PromotionStates {
  readonly before: string
  readonly after: string
  readonly now: string
}

/**
 * Marks promotions, newest first, that nothing is left of although no commit says that it reverts them: the directories
 * are as they were before, and no later promotion to the same target made them so. What has no states ends the search.
 */
export function markUndone(
  promotions: readonly Promotion[],
  states: ReadonlyMap<string, PromotionStates>,
): readonly Promotion[] {
  const undone = new Set<string>()
  for (const target of new Set(promotions.map((one) => one.target))) {
    const standing = promotions.filter((one) => one.target === target && !one.isReverted)
    let count = 0
    for (const [index, { commit }] of standing.entries()) {
      const state = states.get(commit)
      if (state === undefined || state.after === state.now) break
      if (state.before === state.now) count = index + 1
    }
    for (const { commit } of standing.slice(0, count)) undone.add(commit)
  }
  return promotions.map((one) => (undone.has(one.commit) ? { ...one, isReverted: true } : one))
}
