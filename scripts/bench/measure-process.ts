import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench } from './bench.ts'
import { readUsage } from './find-timer.ts'

/** A process to measure. */
export interface Command {
  readonly command: string
  readonly args: readonly string[]
  readonly directory: string
  readonly environment?: Readonly<Record<string, string>>
  /** The exit codes that are no failure; 0 alone by default. */
  readonly exitCodes?: readonly number[]
}

/** What one run cost: seconds, and bytes of memory. */
export interface Cost {
  readonly wall: number
  readonly cpu?: number
  readonly peak?: number
}

/** Runs a process to its end, without its output. Throws where it fails. */
export function measureProcess(bench: Bench, one: Command): Cost {
  const { timer } = bench
  const file = join(bench.work, 'usage')
  const command = timer?.command ?? one.command
  const args = timer === undefined ? one.args : [...timer.args, file, one.command, ...one.args]
  const started = performance.now()
  const { status, signal, stderr, error } = spawnSync(command, args, {
    cwd: one.directory,
    env: { ...bench.environment, ...one.environment },
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 2 ** 28,
    encoding: 'utf8',
  })
  const wall = (performance.now() - started) / 1000
  if (status === null || !(one.exitCodes ?? [0]).includes(status)) {
    const shown = [one.command, ...one.args].join(' ').slice(0, 300)
    throw new Error(`${shown} failed (${error?.message ?? signal ?? status}): ${stderr.slice(0, 1000)}`)
  }
  return { wall, ...(timer === undefined ? {} : readUsage(readFileSync(file, 'utf8'))) }
}

/** What several processes cost, one after the other: the times together, and the memory of the largest. */
export function addCosts(costs: readonly Cost[]): Cost {
  return costs.reduce((all, one) => ({
    wall: all.wall + one.wall,
    ...(all.cpu === undefined || one.cpu === undefined ? {} : { cpu: all.cpu + one.cpu }),
    ...(all.peak === undefined || one.peak === undefined ? {} : { peak: Math.max(all.peak, one.peak) }),
  }))
}
