import type { Location } from '../../source/location.ts'

/** What set a value: a resource's own text, or the field of a kustomization file that changed it. */
export type Cause =
  | 'resource'
  | 'patch'
  | 'json-patch'
  | 'namespace'
  | 'namePrefix'
  | 'nameSuffix'
  | 'labels'
  | 'annotations'
  | 'images'
  | 'replicas'
  | 'replacements'
  | 'vars'
  | 'configMapGenerator'
  | 'secretGenerator'
  | 'hash'
  | 'name-reference'
  | 'build'
  | 'substitution'
  | 'commonMetadata'

/** One link in the chain of places that set a field. Never changed once made: nodes share their history. */
export interface Step {
  readonly cause: Cause
  /** Where the value, or what brought it, is written; undefined for what no line holds (a hash, a build's own label). */
  readonly at: Location | undefined
  /** The scalar that was set, or undefined for a collection. */
  readonly value: string | undefined
  /** What it replaced. */
  readonly before: Step | undefined
}
