import { createHash } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** What tells a process from another one that has the same number later, or on another machine or in a container. */
export interface ProcessIdentity {
  readonly pid: number
  /** When it started, in ticks since the machine did; empty where the system does not tell. */
  readonly started: string
  /** Which start of the machine; empty where the system does not tell. */
  readonly boot: string
  /** Within which process numbers count; empty where the system does not tell. */
  readonly namespace: string
  readonly host: string
}

/** The identity of a process that is running. It contains letters and digits only. */
export function identifyProcess(pid: number): ProcessIdentity {
  return {
    pid,
    started: readStart(pid)?.started ?? '',
    boot: shorten(readText('/proc/sys/kernel/random/boot_id')),
    namespace: shorten(readNamespace()),
    host: shorten(hostname()),
  }
}

/** When a process started, and whether it is over and only waits for its parent to notice. Only Linux tells. */
export function readStart(pid: number): { readonly started: string; readonly isOver: boolean } | undefined {
  // The second field is a name that may contain anything.
  const fields = readText(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? []
  const started = fields[19]
  return started === undefined ? undefined : { started, isOver: fields[0] === 'Z' || fields[0] === 'X' }
}

function readNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    return ''
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function shorten(text: string): string {
  return text === '' ? '' : createHash('sha256').update(text).digest('hex').slice(0, 12)
}
