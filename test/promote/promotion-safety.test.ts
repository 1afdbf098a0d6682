import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createDirectory, git } from '../files/git-repository.ts'
import {
  commitFiles,
  createEnvironments,
  deployment,
  gitops,
  promote,
  read,
  settings,
  stateOf,
  stop,
} from './sandbox.ts'

const repository = join(import.meta.dirname, '../..')
const preload = join(repository, 'scripts/kill-points/fail-at.mjs')
const binary = join(repository, 'dist/gitops.js')
const promotion = ['promote', 'staging', 'production', '--overwrite']

interface Ended {
  readonly status: number | null
  readonly signal: string | null
  readonly output: string
}

/** Starts `gitops`; the preload ends it at an operation on the disk. */
function start(
  root: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  whileRunning: (child: ChildProcess) => void = () => {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const { PATH, HOME } = process.env
    const child = spawn(process.execPath, ['--import', preload, binary, ...args], {
      cwd: root,
      env: { PATH, HOME, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', ...environment },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text) => {
        output += text
      })
    child.on('close', (status, signal) => resolve({ status, signal, output }))
    whileRunning(child)
  })
}

function createMany(): string {
  const more = Object.fromEntries(
    Array.from({ length: 6 }, (_, index) => [`clusters/staging/many/n${index}.txt`, `${index}\n`]),
  )
  return createEnvironments({ ...more, 'clusters/production/gone.txt': 'x\n' })
}

function copyOf(origin: string): string {
  const root = createDirectory()
  cpSync(origin, root, { recursive: true, preserveTimestamps: true })
  return root
}

/** The hash of everything in the work tree, whatever is staged. */
function hashWorkTree(root: string): string {
  const index = join(createDirectory(), 'index')
  const options = { cwd: root, env: { ...process.env, GIT_INDEX_FILE: index } }
  execFileSync('git', ['add', '--all'], options)
  return execFileSync('git', ['write-tree'], options).toString().trim()
}

describe('a promotion that is interrupted', () => {
  it('with SIGKILL at any of some moments leaves the old tree or the new one, and the next command tells of it', async () => {
    const origin = createMany()
    const oldTree = hashWorkTree(origin)
    const whole = copyOf(origin)
    const counted = join(createDirectory(), 'count')
    expect(await start(whole, promotion, { COUNT_FILE: counted })).toMatchObject({ status: 0 })
    const newTree = hashWorkTree(whole)
    const operations = Number(readFileSync(counted, 'utf8'))
    expect(operations).toBeGreaterThan(60)
    const seen = new Set<string>()
    for (let point = 2; point < operations; point += Math.ceil(operations / 9)) {
      const root = copyOf(origin)
      expect(await start(root, promotion, { FAIL_AT: String(point) })).toMatchObject({ signal: 'SIGKILL' })
      const { status, stdout, stderr } = gitops(root, promotion)
      const outcome = /had been interrupted; it was (\w+)/.exec(stderr)?.[1] ?? 'nothing'
      seen.add(outcome)
      // What was finished is there and not committed, which the next promotion does not touch.
      if (hashWorkTree(root) !== newTree) expect(`${point}: ${stdout}${stderr}`).toBe('')
      expect(status, stderr).toBe(stdout.includes('✖ production has uncommitted changes') ? 1 : 0)
      expect(existsSync(join(root, '.gitops-transaction'))).toBe(false)
    }
    expect(seen).toContain('undone')
    expect(seen).toContain('finished')
    expect(newTree).not.toBe(oldTree)
  }, 240_000)

  it('is told by a dry run, which changes nothing and plans nothing on a half-written tree', async () => {
    const root = createMany()
    const counted = join(createDirectory(), 'count')
    await start(copyOf(root), promotion, { COUNT_FILE: counted })
    const operations = Number(readFileSync(counted, 'utf8'))
    let halves = 0
    for (const part of [0.7, 0.75, 0.8, 0.85]) {
      const copy = copyOf(root)
      await start(copy, promotion, { FAIL_AT: String(Math.round(operations * part)) })
      if (!existsSync(join(copy, '.gitops-transaction/journal.json'))) continue
      halves++
      const before = stateOf(copy)
      for (const args of [
        [...promotion, '--dry-run'],
        ['rollback', 'production', '--dry-run'],
      ]) {
        const { status, stderr } = gitops(copy, args)
        expect(stderr).toMatch(/`gitops promote staging production` .*interrupted/)
        expect(status).toBe(2)
      }
      expect(stateOf(copy)).toBe(before)
    }
    expect(halves).toBeGreaterThan(0)
  })

  it('with Ctrl-C leaves the old tree or the new one', async () => {
    const origin = createMany()
    const whole = copyOf(origin)
    await start(whole, promotion)
    const trees = [hashWorkTree(origin), hashWorkTree(whole)]
    for (const delay of [150, 400, 800]) {
      const root = copyOf(origin)
      await start(root, promotion, {}, (child) => void setTimeout(() => child.kill('SIGINT'), delay))
      expect(trees).toContain(hashWorkTree(root))
    }
  })
})

describe('two promotions at once', () => {
  it('one is made, and the other refuses or has nothing to do', async () => {
    for (let round = 0; round < 2; round++) {
      const root = createMany()
      const commits = Number(git(root, ['rev-list', '--count', 'HEAD']))
      const ended = await Promise.all([
        start(root, [...promotion, '--commit']),
        start(root, [...promotion, '--commit']),
      ])
      expect(ended.filter(({ output }) => / {2}applied\n/.test(output))).toHaveLength(1)
      const other = ended.find(({ output }) => !/ {2}applied\n/.test(output))
      expect(other?.output).toMatch(/is changing this repository|nothing to do/)
      expect(Number(git(root, ['rev-list', '--count', 'HEAD']))).toBe(commits + 1)
      expect(git(root, ['status', '--porcelain'])).toBe('')
    }
  })
})

describe('a promotion that cannot be written', () => {
  it.runIf(process.getuid?.() === 0)('because of a read-only file changes nothing, and names the file', () => {
    const nobody = 65534
    const root = createEnvironments({ 'clusters/staging/settings.yaml': settings({ colour: 'green' }) })
    execFileSync('chown', ['-R', String(nobody), root])
    chmodSync(join(root, 'clusters/production/web.yaml'), 0o444)
    const { status, stderr } = gitops(root, promotion, nobody)
    expect(stderr).toMatch(/clusters\/production\/web\.yaml/)
    expect(status).toBe(2)
    expect(read(root, 'clusters/production/settings.yaml')).toBe(settings({ colour: 'red' }))
  })

  it('because of a full disk changes nothing', async () => {
    const root = createMany()
    const before = stateOf(root)
    const { status, output } = await start(root, promotion, { FAIL_AT: '30', FAIL_WITH: 'ENOSPC' })
    expect(output).toMatch(/no space left.*nothing was changed/s)
    expect(status).toBe(2)
    expect(stateOf(root)).toBe(before)
  })

  it('because a file changed meanwhile changes nothing else', async () => {
    const root = createMany()
    const hook = join(createDirectory(), 'change.mjs')
    const file = join(root, 'clusters/production/web.yaml')
    writeFileSync(
      hook,
      `import fs from 'node:fs'\nimport { operations } from ${JSON.stringify(preload)}\n` +
        `operations.before = (name, args) => { if (name !== 'rename' || !String(args[1]).endsWith('journal.json')) return\n` +
        `operations.before = () => {}; fs.writeFileSync(${JSON.stringify(file)}, 'mine\\n') }\n`,
    )
    const { output, status } = await start(root, promotion, { NODE_OPTIONS: `--import=${hook}` })
    expect(output).toContain('clusters/production/web.yaml was changed by somebody else at the same time')
    expect(status).toBe(2)
    expect(git(root, ['status', '--porcelain', '-uall'])).toBe('M clusters/production/web.yaml')
    expect(read(root, 'clusters/production/web.yaml')).toBe('mine\n')
  })

  it('because the report cannot be written to its file says so', () => {
    const root = createEnvironments()
    mkdirSync(join(root, 'taken'))
    expect(stop(root, '--output-file', 'none/report.md')).toBe(
      'gitops: none/report.md cannot be written: there is no such directory\n',
    )
    expect(stop(root, '--output-file', 'taken')).toContain('taken cannot be written: it is a directory')
  })
})

describe('a file that Git ignores in the target', () => {
  it('is nobody’s but the user’s', () => {
    const root = createEnvironments({ '.gitignore': '*.log\n' })
    writeFileSync(join(root, 'clusters/production/a.log'), 'mine\n')
    writeFileSync(join(root, 'clusters/staging/b.log'), 'mine\n')
    promote(root, '--commit')
    expect(read(root, 'clusters/production/a.log')).toBe('mine\n')
    expect(read(root, 'clusters/production/b.log')).toBeUndefined()
    commitFiles(root, { 'clusters/staging/web.yaml': deployment('1.2.0') }, 'Release 1.2.0')
    promote(root, '--commit')
  })
})
