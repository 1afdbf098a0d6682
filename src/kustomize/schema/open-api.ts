import type { Location } from '../../source/location.ts'
import type { Schema } from './schema.ts'

/** What a kustomization file says under `openapi:`. */
export interface OpenApiSetting {
  /** The field `version`; undefined where it is not written. */
  readonly version: string | undefined
  /** The content of the file that `path` names. */
  readonly document: string | undefined
  /** Where it is written. */
  readonly at: Location | undefined
  /** Whether the file is the root of the build. */
  readonly isRoot: boolean
}

/**
 * What kustomize knows of the types of fields: the built-in Kubernetes 1.21.2, or what `openapi:` names instead. It
 * belongs to one build, and changes as kustomization files are read.
 */
export interface OpenApi {
  /** Whether objects of a type are known to live outside namespaces (kyaml's openapi.IsCertainlyClusterScoped). */
  isClusterScoped(apiVersion: string, kind: string): boolean
  /** The schema of a type, or undefined where it is not known (kyaml's openapi.SchemaForResourceType). */
  schemaOf(apiVersion: string, kind: string): Schema | undefined
  /**
   * Takes in the `openapi:` of a kustomization file, to be called for every one, also without such a field (kyaml's
   * openapi.SetSchema). The root of a build comes first; of the others the first to say something is heard, and only
   * where the root said nothing. Throws a BuildError for a version that is not built in.
   */
  use(setting: OpenApiSetting): void
}
