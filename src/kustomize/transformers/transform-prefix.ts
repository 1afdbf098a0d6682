import type { Effect } from '../effect.ts'
import { prefixes } from '../resource/build-annotations.ts'
import type { Resource } from '../resource/resource.ts'
import { type AffixArguments, affixNames } from './affix-names.ts'

/** Puts a prefix before the names of objects, or the texts of other fields (builtins/PrefixTransformer). */
export function transformPrefix(resources: readonly Resource[], args: AffixArguments): Effect {
  return affixNames(resources, args, prefixes, (affix, text) => affix + text)
}
