import type { Setting } from '../setting.ts'

/** One label or annotation. */
export interface TextPair {
  readonly key: string
  readonly value: Setting
}
