import type { FieldSpec } from '../configuration/field-spec.ts'
import type { Effect } from '../effect.ts'
import type { Resource } from '../resource/resource.ts'
import { setPairs } from './set-pairs.ts'
import type { TextPair } from './text-pair.ts'

/** Which labels to set. */
export interface LabelArguments {
  readonly pairs: readonly TextPair[]
  readonly fieldSpecs: readonly FieldSpec[]
}

/** Sets labels in each map that the fields name, in the order of their keys (builtins/LabelTransformer). */
export function transformLabels(resources: readonly Resource[], { pairs, fieldSpecs }: LabelArguments): Effect {
  return setPairs(resources, pairs, fieldSpecs)
}
