import type { FileChange } from '../../files/transaction/file-change.ts'
import { composeFile } from './compose-file.ts'
import { isSameContent } from './is-same-content.ts'
import type { PromotionPlan } from './promotion-plan.ts'

/** Whether changes carry versions, anything else, or both. A file that comes or goes is configuration. */
export function judgeCarried(changes: readonly FileChange[]): PromotionPlan['carries'] {
  let versions = false
  let configuration = false
  for (const { path, before, after } of changes) {
    if (before === undefined || after === undefined) {
      configuration = true
      continue
    }
    const sides = { path, source: after, target: before, base: undefined, keepFields: [] }
    versions ||= !isSameContent(composeFile(sides, 'images').after, before)
    configuration ||= !isSameContent(composeFile(sides, 'config').after, before)
    if (versions && configuration) break
  }
  return { versions, configuration }
}
