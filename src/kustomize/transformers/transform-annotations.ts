import type { FieldSpec } from '../configuration/field-spec.ts'
import type { Effect } from '../effect.ts'
import type { Resource } from '../resource/resource.ts'
import { setPairs } from './set-pairs.ts'
import type { TextPair } from './text-pair.ts'

/** Which annotations to set. */
export interface AnnotationArguments {
  readonly pairs: readonly TextPair[]
  readonly fieldSpecs: readonly FieldSpec[]
}

/** Sets annotations in each map that the fields name, in the order of their keys (builtins/AnnotationsTransformer). */
export function transformAnnotations(
  resources: readonly Resource[],
  { pairs, fieldSpecs }: AnnotationArguments,
): Effect {
  return setPairs(resources, pairs, fieldSpecs)
}
