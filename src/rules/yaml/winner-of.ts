import { isSeq, type Node } from 'yaml'
import type { Reference } from '../../kustomize/reference.ts'

/** What kustomize does with a key that is set twice: refuses it, or takes one of them. */
export type Winner = 'refused' | 'lastWins' | 'firstWins' | 'dataWins'

/** What becomes of a key that is set twice, by what the file is loaded for; the worst of several uses. */
export function winnerOf(references: readonly Reference[], root: Node | undefined): Winner {
  const winners = new Set(
    references.map(({ loads, field }): Winner => {
      if (!isRead(loads)) return 'dataWins'
      if (loads === 'patch') return winnerInPatch(root)
      const isLenient = field === 'replacements.path' || field === 'crds' || field === 'openapi.path'
      return isLenient ? 'lastWins' : 'refused'
    }),
  )
  const order: readonly Winner[] = ['refused', 'firstWins', 'lastWins', 'dataWins']
  return order.find((winner) => winners.has(winner)) ?? 'refused'
}

/** A list is a JSON 6902 patch, a map a strategic merge patch. */
export function winnerInPatch(root: Node | undefined): Winner {
  return isSeq(root) ? 'lastWins' : 'firstWins'
}

/** Whether kustomize itself reads a file that is loaded so, rather than passing its text on. */
export function isRead(loads: Reference['loads']): boolean {
  return loads !== 'data' && loads !== 'chart'
}
