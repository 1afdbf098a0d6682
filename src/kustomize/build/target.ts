import type { Location } from '../../source/location.ts'
import type { Accumulator } from './accumulator.ts'
import type { BuildRun } from './build-run.ts'
import type { Kustomization } from './kustomization.ts'
import type { Loader } from './loader.ts'
import type { Origin } from './origin.ts'

/** One directory of a build: its kustomization file, and what its paths are relative to. */
export interface Target {
  readonly run: BuildRun
  readonly loader: Loader
  /** The entries that led here from the root of the build. */
  readonly way: readonly Location[]
  readonly kustomization: Kustomization
  /** Undefined where `buildMetadata` of the root does not ask for origins. */
  readonly origin: Origin | undefined
  /** Does the work of a directory that another one names. */
  readonly accumulate: (target: Target, accumulator: Accumulator) => void
}
