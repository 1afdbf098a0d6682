import type { PromotedFile, PromotionReport } from './promotion-report.ts'

/** How two environments differ, secrets left out; schemas/drift.schema.json describes it. */
export interface DriftReport {
  readonly version: 1
  readonly source: string
  readonly target: string
  /** What may differ: files and fields that are declared the target's own, and what is never copied. */
  readonly declared: PromotionReport['kept']
  /** What should not differ, as what a promotion would do to the target's files; by path. */
  readonly undeclared: readonly PromotedFile[]
  /** A unified diff of what is not declared, from the target to the source; lines that hold secrets are masked. */
  readonly patch: string
}
