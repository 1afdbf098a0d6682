/** Which operation on the disk fails, and how; everything may be changed at any time. */
export const operations: {
  /** Operations so far. */
  count: number
  /** The number of the one that fails; 0 for none. */
  at: number
  how: string
  /** Called before each operation. */
  before: (name: string, args: readonly unknown[]) => void
}
