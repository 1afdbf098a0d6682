import { emptyConfiguration } from '../configuration/empty-configuration.ts'
import type { TransformerConfiguration } from '../configuration/transformer-configuration.ts'
import type { Variable } from '../references/variable.ts'
import type { Resource } from '../resource/resource.ts'

/** What one kustomization has brought together so far (kustomize's ResAccumulator). */
export interface Accumulator {
  resources: Resource[]
  configuration: TransformerConfiguration
  variables: Variable[]
}

/** An accumulator with nothing in it. */
export function createAccumulator(): Accumulator {
  return { resources: [], configuration: emptyConfiguration, variables: [] }
}
