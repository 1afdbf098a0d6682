import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Recovery } from '../../src/files/transaction/transaction.ts'
import { createDirectory, git } from './git-repository.ts'
import { readTexts, recover, type Texts, toContent, writeTexts } from './transaction-repository.ts'

const repository = join(import.meta.dirname, '../..')
const preload = join(repository, 'scripts/kill-points/fail-at.mjs')

/** A file becomes a directory and the reverse, one gets another mode, others come, change and go. */
const before: Texts = { 'p/a.yaml': 'a: 1\n', 'p/run.sh': 'true\n', 'p/f': 'file\n', 'p/d/x/y': 'y\n', 'q/z': 'z\n' }
const after: Texts = { 'p/a.yaml': 'a: 2\n', 'p/run.sh': '!true\n', 'p/f/g/h': 'h\n', 'p/d': 'd\n', 'p/n/m': 'new\n' }
/** A file of the user's that Git does not know, and an empty directory. */
const untracked: Texts = { 'p/mine.txt': 'mine\n' }

let work = ''
let driver = ''
beforeAll(() => {
  work = join(repository, 'node_modules/.cache', `kill-points-${process.pid}`)
  mkdirSync(work, { recursive: true })
  driver = join(work, 'apply.mjs')
  buildSync({
    entryPoints: [join(repository, 'scripts/kill-points/apply.ts')],
    outfile: driver,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  })
  return () => rmSync(work, { recursive: true, force: true })
})

interface Ended {
  readonly signal: string | null
  readonly output: string
}

function run(root: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child: ChildProcess = spawn(process.execPath, ['--import', preload, driver, root, ...args], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    child.stdout?.on('data', (text) => {
      output += text
    })
    child.on('close', (_code, signal) => resolve({ signal, output }))
  })
}

/** A repository whose commit is the tree before, and the file with its changes. */
function prepare(): {
  readonly origin: string
  readonly changes: string
  readonly oldTree: Texts
  readonly newTree: Texts
} {
  const origin = createDirectory()
  git(origin, ['init', '-q', '--initial-branch=main'])
  writeTexts(origin, before)
  git(origin, ['add', '--all'])
  git(origin, ['commit', '-q', '-m', 'before'])
  writeTexts(origin, untracked)
  mkdirSync(join(origin, 'p/empty'))
  const oldTree = readTexts(origin)
  const target = createDirectory()
  writeTexts(target, { ...after, ...untracked })
  mkdirSync(join(target, 'p/empty'))
  const changes = join(createDirectory(), 'changes.json')
  const toText = (text: string | undefined): object | undefined => {
    const content = toContent(text)
    return content && { text: Buffer.from(content.bytes).toString(), mode: content.mode }
  }
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  writeFileSync(
    changes,
    JSON.stringify(paths.map((path) => ({ path, before: toText(before[path]), after: toText(after[path]) }))),
  )
  return { origin, changes, oldTree, newTree: readTexts(target) }
}

function copyOf(origin: string): string {
  const root = createDirectory()
  cpSync(origin, root, { recursive: true, preserveTimestamps: true })
  return root
}

/** Runs one test for each number from 1, as many at once as there are processors, until one says that it is the last. */
async function forEachPoint(test: (point: number) => Promise<boolean>): Promise<number> {
  let next = 1
  let last = Number.POSITIVE_INFINITY
  const work = async (): Promise<void> => {
    while (next < last) {
      const point = next++
      if (await test(point)) last = Math.min(last, point)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, work))
  return last - 1
}

const statusOf = (root: string): string => git(root, ['status', '--porcelain', '--untracked-files=all'])

describe('a transaction that is killed', () => {
  it('is finished or undone by the next command, at whatever operation', async () => {
    const { origin, changes, oldTree, newTree } = prepare()
    const statuses = { undone: statusOf(origin), finished: '' }
    const whole = copyOf(origin)
    expect(await run(whole, [changes])).toMatchObject({ signal: null, output: '{"recovered":"nothing"}\n' })
    expect(readTexts(whole)).toEqual(newTree)
    statuses.finished = statusOf(whole)

    const seen = new Map<string, number>()
    const points = await forEachPoint(async (point) => {
      const root = copyOf(origin)
      const { signal } = await run(root, [changes], { FAIL_AT: String(point) })
      if (signal === null) return true
      const outcome = (await recover(root))?.outcome ?? 'nothing'
      const tree = readTexts(root)
      const isNew = JSON.stringify(tree) === JSON.stringify(newTree)
      expect(tree, `killed at ${point}`).toEqual(isNew ? newTree : oldTree)
      expect(statusOf(root), `killed at ${point}`).toBe(isNew ? statuses.finished : statuses.undone)
      const key = `${isNew ? 'new' : 'old'} ${outcome}`
      seen.set(key, (seen.get(key) ?? 0) + 1)
      return false
    })
    expect(points).toBeGreaterThan(50)
    expect([...seen.keys()].sort()).toEqual(['new finished', 'new nothing', 'old nothing', 'old undone'])
  })
  it('is finished or undone when the commands that do it are killed as well', async () => {
    const { origin, changes, oldTree, newTree } = prepare()
    let killed = 0
    // Before the journal, in the middle of the changes, and at their end.
    for (const first of [40, 74]) {
      const half = copyOf(origin)
      await run(half, [changes], { FAIL_AT: String(first) })
      killed += await forEachPoint(async (point) => {
        const root = copyOf(half)
        const { signal } = await run(root, [], { FAIL_AT: String(point) })
        expectWhole(root, await recover(root), `killed at ${first}, then at ${point}`)
        return signal === null
      })
    }
    expect(killed).toBeGreaterThan(40)

    function expectWhole(root: string, recovered: Recovery | undefined, what: string): void {
      const tree = readTexts(root)
      const isNew = JSON.stringify(tree) === JSON.stringify(newTree)
      expect(tree, `${what}, ${recovered?.outcome}`).toEqual(isNew ? newTree : oldTree)
    }
  })

  it('is undone by the next command when it is killed while undoing what failed', async () => {
    const { origin, changes, oldTree } = prepare()
    const failing = 80
    let killed = 0
    await forEachPoint(async (point) => {
      const root = copyOf(origin)
      const environment = { FAIL_AT: String(failing), FAIL_WITH: 'EIO', KILL_AT: String(failing + 1 + point) }
      const { signal, output } = await run(root, [changes], environment)
      if (signal === null) expect(output).toMatch(/UserError: .* nothing was changed/)
      else killed++
      await recover(root)
      expect(readTexts(root), `killed ${point} after the failure`).toEqual(oldTree)
      return signal === null
    })
    expect(killed).toBeGreaterThan(20)
  })
})
