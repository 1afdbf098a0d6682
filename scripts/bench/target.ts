/** What must not cost more than so much, and what it costs. */
export interface Target {
  readonly what: string
  /** A ratio of two times on the wall, seconds, or bytes. */
  readonly unit: 'ratio' | 'seconds' | 'bytes'
  readonly measured: number
  readonly limit: number
  /** The same ratio of the user and system times, which other work on the machine changes less. */
  readonly byCpu?: number
}

/** Whether a target is reached. */
export function isReached({ measured, limit }: Target): boolean {
  return measured <= limit
}
