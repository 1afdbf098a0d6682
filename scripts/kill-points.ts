// `kill-points [files] [step]`: kills a transaction at every operation on the disk, or at every step-th one, and lets the
// next command finish or undo it. Prints how many points there are and after how many of them the tree is the old one or
// the new one, and the time that 10,000 files take.
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buildSync } from 'esbuild'
import type { ChangeText } from './kill-points/apply.ts'

const count = Number(process.argv[2] ?? 200)
const step = Number(process.argv[3] ?? 1)
const work = mkdtempSync(join(tmpdir(), 'kill-points-'))
const driver = join(work, 'apply.mjs')
const entry = join(import.meta.dirname, 'kill-points/apply.ts')
buildSync({ entryPoints: [entry], outfile: driver, bundle: true, format: 'esm', platform: 'node', logLevel: 'error' })
try {
  await killEverywhere()
  await measure(10_000)
} finally {
  rmSync(work, { recursive: true, force: true })
}

/** A tenth each of additions and deletions, the rest are changes; some of them of the mode. */
function createChanges(files: number): ChangeText[] {
  return Array.from({ length: files }, (_, index) => {
    const path = `clusters/production/app-${Math.floor(index / 10)}/file-${index}.yaml`
    const text = `index: ${index}\n${'key: value\n'.repeat(50)}`
    const before = { text, mode: 'file' } as const
    const after = { text: `changed: true\n${text}`, mode: index % 10 === 5 ? 'executable' : 'file' } as const
    return {
      path,
      before: index % 10 === 1 ? undefined : before,
      after: index % 10 === 2 || Math.floor(index / 10) % 10 === 3 ? undefined : after,
    }
  }).filter(({ before, after }) => before !== undefined || after !== undefined)
}

function writeTree(name: string, changes: readonly ChangeText[], side: 'before' | 'after'): string {
  const root = join(work, name)
  mkdirSync(root)
  for (const change of changes) {
    const content = change[side]
    if (content === undefined) continue
    mkdirSync(dirname(join(root, change.path)), { recursive: true })
    writeFileSync(join(root, change.path), content.text, { mode: content.mode === 'file' ? 0o644 : 0o755 })
  }
  return root
}

/** A text that two trees share only where they are equal: names, modes and contents. */
function describeTree(root: string): string {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()
  return JSON.stringify(
    paths.map((path) => {
      const stats = statSync(join(root, path))
      return [path, stats.mode & 0o100, stats.isFile() ? readFileSync(join(root, path), 'latin1') : '']
    }),
  )
}

function run(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<string | null> {
  const preload = join(import.meta.dirname, 'kill-points/fail-at.mjs')
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', preload, driver, ...args], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    child.on('close', (_code, signal) => resolve(signal))
  })
}

async function killEverywhere(): Promise<void> {
  const changes = createChanges(count)
  const list = join(work, 'changes.json')
  writeFileSync(list, JSON.stringify(changes))
  const origin = writeTree('before', changes, 'before')
  const trees = [describeTree(origin), describeTree(writeTree('after', changes, 'after'))]
  const counter = join(work, 'count')
  await run([writeTree('whole', changes, 'before'), list], { COUNT_FILE: counter })
  const points = Number(readFileSync(counter, 'utf8'))
  const outcomes = { old: 0, new: 0, broken: 0 }
  let next = step
  const one = async (): Promise<void> => {
    while (next <= points) {
      const point = next
      next += step
      const root = join(work, `point-${point}`)
      cpSync(origin, root, { recursive: true })
      const signal = await run([root, list], { FAIL_AT: String(point) })
      await run([root])
      const side = (['old', 'new'] as const)[trees.indexOf(describeTree(root))]
      if (side === undefined || signal !== 'SIGKILL') console.log(`broken when killed at ${point}`)
      outcomes[side ?? 'broken']++
      rmSync(root, { recursive: true })
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, one))
  console.log(
    `${changes.length} files: ${points} points; old tree ${outcomes.old}, new ${outcomes.new}, broken ${outcomes.broken}`,
  )
  process.exitCode = outcomes.broken === 0 ? 0 : 1
}

async function measure(files: number): Promise<void> {
  const changes = createChanges(files)
  const list = join(work, 'large.json')
  writeFileSync(list, JSON.stringify(changes))
  const root = writeTree('large', changes, 'before')
  const start = performance.now()
  await run([root, list])
  const applied = performance.now() - start
  const again = performance.now()
  await run([root])
  const empty = performance.now() - again
  const copied = performance.now()
  cpSync(root, join(work, 'copy'), { recursive: true })
  const copy = performance.now() - copied
  const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(2)
  console.log(
    `${files} files: ${seconds(applied - empty)} s in the process; a plain copy without syncing ${seconds(copy)} s`,
  )
}
