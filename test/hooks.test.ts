import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { createHookFile, hookPrograms } from '../src/cli/init/create-hook-file.ts'
import { runBinary } from './run-binary.ts'
import { writeTree } from './write-tree.ts'

const root = join(import.meta.dirname, '..')

interface Hook {
  readonly id: string
  readonly entry: string
  readonly language: string
  readonly always_run: boolean
  readonly pass_filenames: boolean
}

const hooks: readonly Hook[] = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8'))
const help = runBinary('gitops-lint', ['--help'], root).stdout

/** Where pre-commit is installed; `npm run hooks-check` needs it, and so do some of these tests. */
const hasPreCommit = spawnSync('pre-commit', ['--version']).status === 0

describe('.pre-commit-hooks.yaml', () => {
  it('offers a hook that judges and one that mends', () => {
    expect(hooks.map(({ id }) => id)).toEqual(['gitops-lint', 'gitops-lint-fix'])
  })

  it.each(hooks)('$id runs on every commit, deletions too, and takes no files', (hook) => {
    expect(hook).toMatchObject({ language: 'node', always_run: true, pass_filenames: false })
  })

  it.each(hooks)('$id starts a binary that the package installs', ({ entry }) => {
    const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect(Object.keys(bin)).toContain(entry.split(' ')[0])
  })

  it.each(hooks.flatMap(({ entry }) => entry.split(' ').slice(1)))('there is an option %s', (option) => {
    expect(help).toContain(` ${option} `)
  })

  it.runIf(hasPreCommit)('is accepted by pre-commit', () => {
    const { status, stdout } = spawnSync('pre-commit', ['validate-manifest', join(root, '.pre-commit-hooks.yaml')])
    expect(status, String(stdout)).toBe(0)
  })
})

/** A sound repository with one commit, and the binaries on the path of its hooks. */
function createUser(files: Readonly<Record<string, string>> = {}) {
  const user = writeTree(files)
  for (const name of ['clusters', 'cluster-templates', 'components', '.gitops.yaml']) {
    cpSync(join(root, name), join(user, name), { recursive: true })
  }
  const bin = writeTree({})
  const program = join(bin, 'gitops-lint')
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'dist/gitops-lint.js')}" "$@"\n`)
  chmodSync(program, 0o755)
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, PRE_COMMIT_HOME: join(bin, 'store') }
  const git = (...args: string[]) =>
    spawnSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], {
      cwd: user,
      encoding: 'utf8',
      env,
    })
  git('init', '--quiet', '--initial-branch=main')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'Sound')
  return { user, env, git }
}

/** What a hook must do, whoever runs it. */
function expectGuarded({ user, git }: ReturnType<typeof createUser>): void {
  const template = join(user, 'cluster-templates/production/kustomization.yaml')
  const sound = readFileSync(template, 'utf8')
  writeFileSync(join(user, 'NOTES.md'), 'Notes\n')
  git('add', '--all')
  const good = git('commit', '--message', 'Good')
  expect(good.status, good.stdout + good.stderr).toBe(0)

  writeFileSync(template, `${sound}  - ../../components/applications/kafka/bases\n`)
  git('add', '--all')
  writeFileSync(template, sound)
  const bad = git('commit', '--message', 'Bad in the index, good in the work tree')
  expect(bad.status).toBe(1)
  expect(bad.stdout + bad.stderr).toContain('reference-exists')
  git('reset', '--quiet', '--hard')

  writeFileSync(template, `${sound}  - ../../components/applications/kafka/bases\n`)
  const named = git('commit', '--message', 'With an index of its own', '--', 'cluster-templates')
  expect(named.status).toBe(1)
  git('reset', '--quiet', '--hard')

  git('rm', '--quiet', 'components/applications/kafka/base/namespace.yaml')
  const deletion = git('commit', '--message', 'Only a deletion')
  expect(deletion.status).toBe(1)
  expect(deletion.stdout + deletion.stderr).toContain('reference-exists')
  expect(git('log', '--format=%s').stdout).toBe('Good\nSound\n')
}

describe('a hook', () => {
  it('of Git alone lets the good through and stops the bad', () => {
    const one = createUser()
    const hook = join(one.user, '.git/hooks/pre-commit')
    mkdirSync(join(hook, '..'), { recursive: true })
    writeFileSync(hook, '#!/bin/sh\nexec gitops-lint --staged\n')
    chmodSync(hook, 0o755)
    expectGuarded(one)
  })

  it.runIf(hasPreCommit)('of pre-commit, as `gitops init` writes it, does so too', () => {
    const { path, text } = createHookFile('pre-commit')
    const one = createUser({ [path]: text })
    execFileSync('pre-commit', ['install'], { cwd: one.user, env: one.env })
    expectGuarded(one)
    rmSync(join(one.user, '.git/hooks/pre-commit'))
  })

  it.each(hookPrograms)('of %s is shown in docs/hooks.md exactly as `gitops init` writes it', (program) => {
    const page = readFileSync(join(root, 'docs/hooks.md'), 'utf8')
    const { path, text, next } = createHookFile(program)
    const blocks = [...page.matchAll(/```\w+\n([\s\S]*?)```/g)].map(([, block]) => block)
    expect(blocks).toContain(text)
    expect(page).toMatch(new RegExp(`writes (?:this\\s)?\`${path.replaceAll('.', '\\.')}\``))
    for (const step of next) expect(page).toContain(step)
  })
})
