/** What is known of the processes of this machine. */
export interface Processes {
  /** The number of the process that asks */
  readonly own: number
  /** Whether there is a process with a number, whoever owns it. */
  readonly isRunning: (pid: number) => boolean
}
