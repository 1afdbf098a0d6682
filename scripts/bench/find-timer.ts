import { spawnSync } from 'node:child_process'

/** A program that runs another and writes into a file what it cost. */
export interface Timer {
  readonly command: string
  /** What comes before the file's name. */
  readonly args: readonly string[]
}

/** What a process and those that it waited for cost. */
export interface Usage {
  /** Seconds of user and system time. */
  readonly cpu: number
  /** The memory of the largest of them, in bytes. */
  readonly peak: number
}

const command = '/usr/bin/time'

/** GNU's or BSD's `time`; undefined where there is none, so that only the time on the wall can be told. */
export function findTimer(): Timer | undefined {
  const candidates = [
    ['-f', 'cpu %U %S peak %M', '-o'],
    ['-l', '-o'],
  ]
  const args = candidates.find((each) => spawnSync(command, [...each, '/dev/null', 'true']).status === 0)
  return args === undefined ? undefined : { command, args }
}

/** Reads what `time` wrote: `cpu 1.20 0.30 peak 12345` (kilobytes) of GNU, or BSD's list (bytes). */
export function readUsage(text: string): Usage | undefined {
  const gnu = /^cpu (\d+\.\d+) (\d+\.\d+) peak (\d+)$/m.exec(text)
  if (gnu !== null) return { cpu: Number(gnu[1]) + Number(gnu[2]), peak: Number(gnu[3]) * 1024 }
  const times = /([\d.]+) user\s+([\d.]+) sys/.exec(text)
  const size = /^\s*(\d+)\s+maximum resident set size$/m.exec(text)
  if (times === null || size === null) return undefined
  return { cpu: Number(times[1]) + Number(times[2]), peak: Number(size[1]) }
}
