import type { Group } from './row.ts'
import type { Target } from './target.ts'

/** What it was measured on. Nothing that names the machine itself. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  /** Gibibytes. */
  readonly memory: number
  readonly system: string
  readonly node: string
  /** Its version; undefined where there is none. */
  readonly kustomize?: string
}

/** One run of the benchmark. */
export interface Results {
  readonly version: string
  /** The commit, with a plus where files differ from it; undefined outside of Git. */
  readonly commit?: string
  readonly hasCache: boolean
  readonly machine: Machine
  readonly groups: readonly Group[]
  readonly targets: readonly Target[]
}
