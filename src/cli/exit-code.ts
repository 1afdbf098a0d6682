/** What the exit code of every command means. */
export const exitCode = {
  clean: 0,
  /** Findings at or above `--fail-on`. */
  findings: 1,
  /** A wrong option, path or configuration. */
  usage: 2,
  /** A mistake of the tool itself. */
  bug: 3,
} as const
