import type { Kustomize } from '../parity/find-kustomize.ts'
import type { Timer } from './find-timer.ts'

/** What every measurement needs. */
export interface Bench {
  /** A directory for what is made up; it goes away in the end. */
  readonly work: string
  /** The cache of commands that name no other; a work that wants it empty removes it. */
  readonly cache: string
  /** The binaries, built. */
  readonly lint: string
  readonly gitops: string
  /** The program that only parses. */
  readonly parser: string
  readonly kustomize: Kustomize | undefined
  readonly timer: Timer | undefined
  /** Whether this version has a cache on the disk, and so an option not to use it. */
  readonly hasCache: boolean
  /** How many processes of kustomize are run for an input at most; the time of the rest follows from them. */
  readonly sample: number | undefined
  /** The seconds after which a measurement is not repeated any more. */
  readonly patience: number
  readonly environment: NodeJS.ProcessEnv
  /** Tells what is going on. */
  tell(text: string): void
}
