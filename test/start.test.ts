import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }
import { runBinary } from './run-binary.ts'

const root = join(import.meta.dirname, '..')
const isRoot = process.getuid?.() === 0

const work = mkdtempSync(join(tmpdir(), 'gitops-lint-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

/** A repository with one finding. */
const repository = join(work, 'repository')
mkdirSync(join(repository, '.git'), { recursive: true })
mkdirSync(join(repository, 'clusters/one'), { recursive: true })
writeFileSync(join(repository, 'clusters/one/kustomization.yaml'), 'resources: [gone.yaml]\n')

function createCache(): string {
  return mkdtempSync(join(work, 'cache-'))
}

function lint(cache: string, args: readonly string[] = []) {
  return runBinary('gitops-lint', args, repository, { env: { XDG_CACHE_HOME: cache } })
}

describe.each(['gitops-lint', 'gitops'] as const)('%s --version', (program) => {
  it('prints what package.json says, however it is asked', () => {
    const answers = [['--version'], ['--version', '--cwd', '.'], ['--version', '--no-color']].map((args) =>
      runBinary(program, args, repository),
    )
    const expected = { status: 0, stdout: `${packageJson.version}\n`, stderr: '' }
    expect(answers).toEqual([expected, expected, expected])
  })

  it('loads nothing else', () => {
    const cache = createCache()
    runBinary(program, ['--version'], repository, { env: { XDG_CACHE_HOME: cache } })
    expect(readdirSync(cache)).toEqual([])
  })
})

it('gitops-lint --help loads neither parser nor model', () => {
  const cache = createCache()
  expect(lint(cache, ['--help']).stdout).toContain('Checks the structure')
  const entries = readdirSync(join(cache, 'gitops-lint/code'))
  const kept = entries.map((entry) => readFileSync(join(cache, 'gitops-lint/code', entry), 'latin1')).join('')
  expect(kept).toContain('addLintOptions')
  expect(['Composer', 'renderClusters', 'RE2JS', 'Ajv'].filter((name) => kept.includes(name))).toEqual([])
})

describe('the code cache', () => {
  const expected = lint('/dev/null/nowhere')

  it('is written by the first run, for the second to have the same result', () => {
    const cache = createCache()
    expect(expected).toMatchObject({ status: 1, stdout: expect.stringContaining('gone.yaml'), stderr: '' })
    expect([lint(cache), lint(cache)]).toEqual([expected, expected])
    expect(readdirSync(join(cache, 'gitops-lint/code')).filter((name) => /^start\.js-v\d/.test(name))).toHaveLength(1)
  })

  it.each([
    ['is garbage', (path: string) => writeFileSync(path, 'garbage '.repeat(1000))],
    ['is cut', (path: string) => truncateSync(path, 1000)],
    ['is empty', (path: string) => truncateSync(path, 0)],
    [
      'has a wrong byte',
      (path: string) => {
        const bytes = readFileSync(path)
        bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0xff
        writeFileSync(path, bytes)
      },
    ],
  ])('does not matter where it %s, and is mended', (_name, damage) => {
    const cache = createCache()
    lint(cache)
    const directory = join(cache, 'gitops-lint/code')
    const read = () => readdirSync(directory).map((name) => [name, readFileSync(join(directory, name)).length])
    const before = read()
    for (const name of readdirSync(directory)) damage(join(directory, name))
    expect(lint(cache)).toEqual(expected)
    expect(read().map(([name]) => name)).toEqual(expect.arrayContaining(before.map(([name]) => name)))
    expect(lint(cache)).toEqual(expected)
  })

  it('does not matter where its directory is a file, or there is no home', () => {
    const cache = createCache()
    writeFileSync(join(cache, 'gitops-lint'), '')
    expect(lint(cache)).toEqual(expected)
    expect(runBinary('gitops-lint', [], repository, { env: { HOME: '', XDG_CACHE_HOME: '' } })).toEqual(expected)
  })

  it.runIf(isRoot)('does not matter where it cannot be written, and is not read from somebody else', () => {
    const cache = createCache()
    lint(cache)
    const directory = join(cache, 'gitops-lint/code')
    const before = readdirSync(directory)
    const { status, stderr } = runBinary('gitops-lint', ['--help'], '/', { env: { XDG_CACHE_HOME: cache }, uid: 65534 })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(readdirSync(directory)).toEqual(before)
  })

  it('is not used with --no-cache', () => {
    const cache = createCache()
    lint(cache, ['--no-cache'])
    expect(existsSync(join(cache, 'gitops-lint/code'))).toBe(false)
  })

  it('leaves nothing else behind when two runs write at the same moment', () => {
    const cache = createCache()
    const command = `"${process.execPath}" "${join(root, 'dist/gitops-lint.js')}" >/dev/null`
    spawnSync('sh', ['-c', `${command} & ${command} & wait`], {
      cwd: repository,
      env: { ...process.env, XDG_CACHE_HOME: cache },
    })
    expect(readdirSync(join(cache, 'gitops-lint/code')).filter((name) => name.startsWith('new-'))).toEqual([])
    expect(lint(cache)).toEqual(expected)
  })
})

it('the package runs wherever it is unpacked, and through links', async () => {
  const directory = createCache()
  // Without what npm would run before: dist/ is there.
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', directory], {
    cwd: root,
    shell: process.platform === 'win32',
  })
  const [tarball = ''] = readdirSync(directory)
  execFileSync('tar', ['-xzf', tarball], { cwd: directory })
  const moved = join(directory, 'elsewhere')
  mkdirSync(moved)
  cpSync(join(directory, 'package'), join(moved, 'gitops-lint'), { recursive: true })
  symlinkSync('gitops-lint/dist/gitops-lint.js', join(moved, 'linked'))
  const cache = createCache()
  const { stdout: expected } = lint(cache)
  const { status, stdout } = spawnSync(process.execPath, [join(moved, 'linked')], {
    cwd: repository,
    encoding: 'utf8',
    env: { ...process.env, XDG_CACHE_HOME: cache },
  })
  expect({ status, stdout }).toEqual({ status: 1, stdout: expected })
  // Each program its own, as stacks of bugs name its files.
  expect(readdirSync(join(cache, 'gitops-lint/code')).filter((name) => name.startsWith('start.js-'))).toHaveLength(2)
  const api = (await import(join(moved, 'gitops-lint/dist/index.mjs'))) as typeof import('../src/index.ts')
  expect(api.rules.length).toBeGreaterThan(50)
})
