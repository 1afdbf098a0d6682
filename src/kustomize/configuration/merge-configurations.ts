import { sortByType } from './compare-types.ts'
import type { NameReference } from './field-spec.ts'
import { mergeFieldSpecs } from './merge-field-specs.ts'
import { type FieldSpecList, fieldSpecLists, type TransformerConfiguration } from './transformer-configuration.ts'

/** Configurations never change, and every directory of a build merges the same few. */
const known = new WeakMap<TransformerConfiguration, WeakMap<TransformerConfiguration, TransformerConfiguration>>()

/**
 * A configuration with what another adds to it, in the order of types (TransformerConfig.Merge). Throws a BuildError
 * where the two disagree on making a field.
 */
export function mergeConfigurations(
  configuration: TransformerConfiguration,
  added: TransformerConfiguration,
): TransformerConfiguration {
  const results = known.get(configuration) ?? new WeakMap<TransformerConfiguration, TransformerConfiguration>()
  known.set(configuration, results)
  const result = results.get(added) ?? mergeLists(configuration, added)
  results.set(added, result)
  return result
}

function mergeLists(
  configuration: TransformerConfiguration,
  added: TransformerConfiguration,
): TransformerConfiguration {
  const merge = (list: FieldSpecList) => {
    const merged = mergeFieldSpecs(configuration[list], added[list])
    return merged === configuration[list] ? merged : sortByType(merged)
  }
  const nameReference = mergeNameReferences(configuration.nameReference, added.nameReference)
  const merged: TransformerConfiguration = {
    namePrefix: merge('namePrefix'),
    nameSuffix: merge('nameSuffix'),
    namespace: merge('namespace'),
    commonAnnotations: merge('commonAnnotations'),
    commonLabels: merge('commonLabels'),
    labels: merge('labels'),
    templateLabels: merge('templateLabels'),
    varReference: merge('varReference'),
    nameReference: nameReference === configuration.nameReference ? nameReference : sortByType(nameReference),
    images: merge('images'),
    replicas: merge('replicas'),
  }
  const isSame = [...fieldSpecLists, 'nameReference' as const].every((list) => merged[list] === configuration[list])
  return isSame ? configuration : merged
}

function mergeNameReferences(
  list: readonly NameReference[],
  added: readonly NameReference[],
): readonly NameReference[] {
  let merged = list
  for (const reference of added) {
    const { group, version, kind } = reference
    const index = merged.findIndex((known) => known.group === group && known.version === version && known.kind === kind)
    const known = merged[index]
    if (known === undefined) {
      merged = [...merged, reference]
      continue
    }
    const referrers = mergeFieldSpecs(known.referrers, reference.referrers)
    if (referrers !== known.referrers) merged = merged.with(index, { ...known, referrers })
  }
  return merged
}
