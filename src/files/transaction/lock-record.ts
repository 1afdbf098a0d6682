import { randomUUID } from 'node:crypto'
import { type ProcessIdentity, readStart } from './process-identity.ts'
import type { Processes } from './processes.ts'

/** The name of a process's file among the locks, which no other process ever uses: whoever is dead can be removed. */
export function nameLock({ pid, started, boot, namespace, host }: ProcessIdentity): string {
  return [pid, started, boot, namespace, host, randomUUID().slice(0, 8)].join('-')
}

/** Whose a lock is; undefined where the name is none that {@link nameLock} gives. */
export function readLockName(name: string): ProcessIdentity | undefined {
  const match = /^(\d+)-(\d*)-([0-9a-f]*)-([0-9a-f]*)-([0-9a-f]*)-[0-9a-f]{8}$/.exec(name)
  if (match === null) return undefined
  const [, pid = '', started = '', boot = '', namespace = '', host = ''] = match
  return { pid: Number(pid), started, boot, namespace, host }
}

/** Whether the process that made a lock may still be running, as far as `own`, the asking process, can know. */
export type Life = 'running' | 'over' | 'out of sight'

/** Tells whether the process of a lock lives. A number that another process has got since then does not count. */
export function tellLife(holder: ProcessIdentity, own: ProcessIdentity, processes: Processes): Life {
  if (holder.boot !== own.boot) return holder.host === own.host ? 'over' : 'out of sight'
  if (holder.namespace !== own.namespace) return 'out of sight'
  // Without a number for the start of the machine, only its name says which one it is.
  if (holder.boot === '' && holder.host !== own.host) return 'out of sight'
  if (!processes.isRunning(holder.pid)) return 'over'
  const now = readStart(holder.pid)
  if (now === undefined || holder.started === '') return 'running'
  return now.isOver || now.started !== holder.started ? 'over' : 'running'
}
