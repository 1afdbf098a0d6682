import type { Cache } from '../files/cache/cache.ts'
import type { Processes } from '../files/transaction/processes.ts'

/** What a command sees of the process: where it runs and where it may write. */
export interface Terminal {
  readonly workingDirectory: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Colours that suit standard output: none unless it is a terminal, or as NO_COLOR, FORCE_COLOR and --color say. */
  readonly supportsColor: boolean
  /** How many characters a line of standard output holds; undefined where it is no terminal. */
  readonly columns: number | undefined
  readonly version: string
  readonly processes: Processes
  /** Results of earlier runs of this very program; undefined where there is no place for them. */
  readonly cache: Cache | undefined
  /** Writes to standard output. */
  print(text: string): void
  /** Writes to standard error: what is no part of the result. */
  warn(text: string): void
  /** Says what is being done. It is shown on a terminal, and only while somebody has to wait for it. */
  tell(work: string): void
  /** The text of a file, or of standard input, which is `-`. Throws a UserError where it cannot be read. */
  readInput(source: string): Promise<string>
}
