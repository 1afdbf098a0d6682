import { execFileSync, spawn } from 'node:child_process'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { describe, expect, it, onTestFinished } from 'vitest'
import { nameLock } from '../../src/files/transaction/lock-record.ts'
import { identifyProcess, type ProcessIdentity } from '../../src/files/transaction/process-identity.ts'
import { createDirectory } from './git-repository.ts'
import { apply, readTexts, recover, toContent, withLock, writeTexts } from './transaction-repository.ts'

const repository = join(import.meta.dirname, '../..')

/** Leaves the lock of some process in a repository. Returns its path. */
function leaveLock(root: string, identity: Partial<ProcessIdentity>): string {
  const path = join(root, '.gitops-transaction/lock', nameLock({ ...identifyProcess(process.pid), ...identity }))
  fs.mkdirSync(join(path, '..'), { recursive: true })
  fs.writeFileSync(path, JSON.stringify({ title: 'promote x y', host: 'elsewhere' }))
  return path
}

describe('the lock', () => {
  it('refuses a second command and names the first', async () => {
    const root = createDirectory()
    await withLock(root, async () => {
      await expect(recover(root)).rejects.toThrow(
        new RegExp(
          `^“promote a b” \\(process ${process.pid}, since 20[^ ]*Z\\) is changing this repository; wait for its end$`,
        ),
      )
    })
    expect(fs.readdirSync(root)).toEqual([])
  })

  it('is given back when the command fails', async () => {
    const root = createDirectory()
    await expect(withLock(root, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(fs.readdirSync(root)).toEqual([])
    await expect(withLock(root, async () => 1)).resolves.toBe(1)
  })

  it.each<[string, Partial<ProcessIdentity>]>([
    ['is dead', { pid: 2 ** 22 + 1 }],
    ['had its number before another one', { started: '1' }],
    ['ran before the machine was started again', { boot: 'abc' }],
  ])('is taken over from a process that %s', async (_name, identity) => {
    const root = createDirectory()
    const path = leaveLock(root, identity)
    await withLock(root, async () => expect(fs.existsSync(path)).toBe(false))
    expect(fs.readdirSync(root)).toEqual([])
  })

  it('is taken over from a process that is dead and that its parent has not noticed', async () => {
    const root = createDirectory()
    // The shell becomes a program that never asks for the end of its child.
    const parent = spawn('sh', ['-c', 'sleep 0.01 & echo $!; exec sleep 20'], { stdio: ['ignore', 'pipe', 'ignore'] })
    onTestFinished(() => void parent.kill())
    const pid = await new Promise<number>((resolve) => parent.stdout.once('data', (text) => resolve(Number(text))))
    const identity = identifyProcess(pid)
    await new Promise((resolve) => setTimeout(resolve, 200))
    leaveLock(root, identity)
    await expect(withLock(root, async () => 1)).resolves.toBe(1)
  })

  it('is not taken over from a process that cannot be seen', async () => {
    const root = createDirectory()
    const path = leaveLock(root, { boot: 'abc', host: 'def' })
    await expect(recover(root)).rejects.toThrow(
      /“promote x y” \(process \d+ on elsewhere, .* not running any more, delete /,
    )
    fs.rmSync(path)
    await recover(root)
    expect(fs.readdirSync(root)).toEqual([])
  })

  it('is got by one of many processes at once that find a dead one', async () => {
    const work = fs.mkdtempSync(join(repository, 'node_modules/.lock-test-'))
    onTestFinished(() => fs.rmSync(work, { recursive: true, force: true }))
    const driver = join(work, 'apply.mjs')
    const entry = join(repository, 'scripts/kill-points/apply.ts')
    buildSync({
      entryPoints: [entry],
      outfile: driver,
      bundle: true,
      format: 'esm',
      platform: 'node',
      logLevel: 'error',
    })
    const changes = join(work, 'changes.json')
    const toText = (text: string): object => ({ text, mode: 'file' })
    fs.writeFileSync(changes, JSON.stringify([{ path: 'a', before: toText('1'), after: toText('2') }]))
    for (let round = 0; round < 4; round++) {
      const root = createDirectory()
      writeTexts(root, { a: '1' })
      leaveLock(root, { pid: 2 ** 22 + 1 })
      const outputs = await Promise.all(Array.from({ length: 6 }, () => outputOf([driver, root, changes])))
      expect(outputs.filter((output) => output.includes('"recovered"'))).toHaveLength(1)
      for (const output of outputs.filter((one) => !one.includes('"recovered"'))) {
        expect(output).toMatch(/UserError: (a has changed since|“test” \(process|other gitops commands)/)
      }
      expect(readTexts(root)).toEqual({ a: '2' })
    }
  })
})

function outputOf(args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    child.stdout.on('data', (text) => {
      output += text
    })
    child.on('close', () => resolve(output))
  })
}

describe('a place that cannot be written', () => {
  const isRoot = process.geteuid?.() === 0

  /** Runs something as a user who may not do everything. */
  async function asNobody<T>(run: () => Promise<T>): Promise<T> {
    if (!isRoot) return run()
    process.seteuid?.(65_534)
    try {
      return await run()
    } finally {
      process.seteuid?.(0)
    }
  }

  function createOwnDirectory(): string {
    const root = createDirectory()
    writeTexts(root, { 'a/x': '1', 'b/y': '2' })
    if (isRoot) for (const path of ['', 'a', 'a/x', 'b', 'b/y']) fs.chownSync(join(root, path), 65_534, 65_534)
    return root
  }
  const both = [
    { path: 'a/x', before: toContent('1'), after: toContent('one') },
    { path: 'b/y', before: toContent('2'), after: undefined },
  ]

  it('is told and nothing changed: a directory', async () => {
    const root = createOwnDirectory()
    fs.chmodSync(join(root, 'b'), 0o555)
    await expect(asNobody(() => apply(root, both))).rejects.toThrow(
      /^b\/y cannot be (deleted|written, nor anything in b): permission denied/,
    )
    expect(readTexts(root)).toEqual({ 'a/': '', 'a/x': '1', 'b/': '', 'b/y': '2' })
  })

  it('is told: the root', async () => {
    const root = createOwnDirectory()
    fs.chmodSync(root, 0o555)
    await expect(asNobody(() => apply(root, both))).rejects.toThrow(
      'the repository cannot be written: permission denied',
    )
    expect(readTexts(root)).toEqual({ 'a/': '', 'a/x': '1', 'b/': '', 'b/y': '2' })
  })

  it('works where nothing but that is allowed', async () => {
    const root = createOwnDirectory()
    await asNobody(() => apply(root, both))
    expect(readTexts(root)).toEqual({ 'a/': '', 'a/x': 'one' })
  })

  it('is told and nothing lost: a full disk', async ({ skip }) => {
    const root = createDirectory()
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', root], { stdio: 'ignore' })
    } catch {
      return skip('no file system of a fixed size can be made here')
    }
    try {
      writeTexts(root, { a: '1' })
      const content = toContent('x'.repeat(10_000))
      const paths = Array.from({ length: 8 }, (_, index) => `d/${index}`)
      const large = paths.map((path) => ({ path, before: undefined, after: content }))
      const list = [...large, { path: 'a', before: toContent('1'), after: toContent('2') }]
      await expect(apply(root, list)).rejects.toThrow(
        /cannot be prepared: no space left on the device; nothing was changed$/,
      )
      expect(readTexts(root)).toEqual({ a: '1' })
    } finally {
      execFileSync('umount', [root])
    }
  })
})
