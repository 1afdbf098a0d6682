import type { Effect } from '../effect.ts'
import { suffixes } from '../resource/build-annotations.ts'
import type { Resource } from '../resource/resource.ts'
import { type AffixArguments, affixNames } from './affix-names.ts'

/** Puts a suffix after the names of objects, or the texts of other fields (builtins/SuffixTransformer). */
export function transformSuffix(resources: readonly Resource[], args: AffixArguments): Effect {
  return affixNames(resources, args, suffixes, (affix, text) => text + affix)
}
