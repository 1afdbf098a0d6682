import { sortByType } from './compare-types.ts'
import type { TransformerConfiguration } from './transformer-configuration.ts'

/** A configuration with each of its lists in the order of types. */
export function sortConfiguration(configuration: TransformerConfiguration): TransformerConfiguration {
  return {
    namePrefix: sortByType(configuration.namePrefix),
    nameSuffix: sortByType(configuration.nameSuffix),
    namespace: sortByType(configuration.namespace),
    commonLabels: sortByType(configuration.commonLabels),
    labels: sortByType(configuration.labels),
    templateLabels: sortByType(configuration.templateLabels),
    commonAnnotations: sortByType(configuration.commonAnnotations),
    varReference: sortByType(configuration.varReference),
    images: sortByType(configuration.images),
    replicas: sortByType(configuration.replicas),
    nameReference: sortByType(configuration.nameReference),
  }
}
