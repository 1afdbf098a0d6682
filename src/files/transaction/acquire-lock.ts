import * as fs from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { UserError } from '../../source/user-error.ts'
import { reasonOf } from '../reason-of.ts'
import { errorCode } from './error-code.ts'
import { explainFailure } from './explain-failure.ts'
import { ignoreErrors } from './ignore-errors.ts'
import { nameLock, readLockName, tellLife } from './lock-record.ts'
import { identifyProcess } from './process-identity.ts'
import type { Processes } from './processes.ts'
import { type Workspace, workspaceName } from './workspace.ts'

/** How often a process that meets another one, which may only be looking itself, tries again. */
const attempts = 6
/** How often the first of several that meet looks whether the others have withdrawn. */
const looks = 15

/** What no Git status shows: everything in the workspace. */
const ignoreEverything = '*\n'

/**
 * Gets the lock of a repository and returns the path of its file. Every process first puts its own file there and then
 * looks for others: of two at the same time, at least one sees the other and withdraws. Files of processes that are over
 * are removed. Throws a UserError that says who has the lock.
 */
export async function acquireLock(workspace: Workspace, title: string, processes: Processes): Promise<string> {
  const identity = identifyProcess(processes.own)
  const ownName = nameLock(identity)
  const own = join(workspace.locks, ownName)
  const listOthers = (): Others => {
    const others: Others = { running: [], over: [], isOwnThere: false }
    for (const name of fs.readdirSync(workspace.locks)) {
      const holder = readLockName(name)
      if (name === ownName) others.isOwnThere = true
      else if (holder === undefined || tellLife(holder, identity, processes) === 'over') others.over.push(name)
      else others.running.push(name)
    }
    return others
  }
  const tryOnce = (): Others => {
    enterWorkspace(workspace)
    const before = listOthers()
    if (before.running.length > 0) return before
    fs.writeFileSync(own, JSON.stringify({ title, host: hostname() }), { flag: 'wx' })
    return listOthers()
  }

  let last: Others | undefined
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt > 0) await setTimeout(5 + Math.random() * 25 * attempt)
    let others = explainFailure('the repository cannot be written', () => {
      try {
        return tryOnce()
      } catch (error) {
        if (error instanceof UserError) throw error
        fs.rmSync(own, { force: true })
        // Another process has just moved the workspace away.
        if (errorCode(error) === 'ENOENT') return undefined
        leaveWorkspace(workspace)
        throw error
      }
    })
    // Of those that meet, the first by name stays: all others withdraw, unless one of them has the lock already.
    for (let look = 0; look < looks && mayOutlast(others, ownName); look++) {
      await setTimeout(10)
      others = lookAgain(listOthers)
    }
    if (others?.isOwnThere === true && others.running.length === 0) {
      try {
        for (const name of others.over) fs.rmSync(join(workspace.locks, name), { force: true })
        ensureIgnored(workspace)
        return own
      } catch (error) {
        fs.rmSync(own, { force: true })
        throw new UserError(`the repository cannot be written: ${reasonOf(error)}`)
      }
    }
    fs.rmSync(own, { force: true })
    last = others ?? last
  }
  throw new UserError(describeHolder(workspace, last?.running[0], processes))
}

function mayOutlast(others: Others | undefined, ownName: string): boolean {
  return others?.isOwnThere === true && others.running.length > 0 && others.running.every((name) => ownName < name)
}

/** Undefined where another process has moved the workspace away. */
function lookAgain(listOthers: () => Others): Others | undefined {
  try {
    return listOthers()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

interface Others {
  readonly running: string[]
  readonly over: string[]
  isOwnThere: boolean
}

/** Makes the workspace where it is not there. Throws the operating system's error, or a UserError where it is no directory. */
function enterWorkspace(workspace: Workspace): void {
  ignoreErrors(['EEXIST'], () => fs.mkdirSync(workspace.directory))
  if (!fs.lstatSync(workspace.directory).isDirectory()) {
    throw new UserError(`${workspaceName} is not a directory; gitops needs this name for itself`)
  }
  ignoreErrors(['EEXIST'], () => fs.writeFileSync(workspace.ignoreFile, ignoreEverything, { flag: 'wx' }))
  ignoreErrors(['EEXIST'], () => fs.mkdirSync(workspace.locks))
}

/** A process that was killed, or left, in the wrong moment leaves no such file, or an empty one. */
function ensureIgnored({ ignoreFile }: Workspace): void {
  if (fs.existsSync(ignoreFile) && fs.readFileSync(ignoreFile, 'utf8') === ignoreEverything) return
  fs.writeFileSync(ignoreFile, ignoreEverything)
}

/** Removes a workspace that nobody uses. */
function leaveWorkspace(workspace: Workspace): void {
  if (!fs.existsSync(workspace.directory)) return
  const inUse = ['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR']
  if (!ignoreErrors(inUse, () => fs.rmdirSync(workspace.locks)) && fs.existsSync(workspace.locks)) return
  if (fs.readdirSync(workspace.directory).some((name) => name !== '.gitignore')) return
  ignoreErrors(inUse, () => fs.unlinkSync(workspace.ignoreFile))
  ignoreErrors(inUse, () => fs.rmdirSync(workspace.directory))
}

function describeHolder(workspace: Workspace, name: string | undefined, { own }: Processes): string {
  const holder = name === undefined ? undefined : readLockName(name)
  if (name === undefined || holder === undefined) return 'other gitops commands are changing this repository; try again'
  const path = join(workspace.locks, name)
  const record = readRecord(path)
  const here = identifyProcess(own)
  const isHere = holder.boot === here.boot && holder.namespace === here.namespace
  const since = fs.statSync(path, { throwIfNoEntry: false })?.mtime.toISOString().slice(0, 19)
  const what = record.title === undefined ? 'another gitops command' : `“${record.title}”`
  const where = isHere ? '' : ` on ${record.host ?? 'another machine'}`
  return (
    `${what} (process ${holder.pid}${where}${since === undefined ? '' : `, since ${since}Z`}) is changing this ` +
    `repository; wait for its end${isHere ? '' : `. If it is not running any more, delete ${workspaceName}/lock/${name}`}`
  )
}

function readRecord(path: string): { readonly title?: string; readonly host?: string } {
  try {
    const record: unknown = JSON.parse(fs.readFileSync(path, 'utf8'))
    return typeof record === 'object' && record !== null ? record : {}
  } catch {
    return {}
  }
}
