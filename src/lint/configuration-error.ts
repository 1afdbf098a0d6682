import type { Location } from '../source/location.ts'

/** One mistake in `.gitops.yaml`. */
export interface ConfigurationError {
  readonly message: string
  readonly at: Location
}
