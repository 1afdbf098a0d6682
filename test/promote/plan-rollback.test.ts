import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nameUndone } from '../../src/cli/promotion/name-undone.ts'
import { undoUncommitted } from '../../src/cli/promotion/undo-uncommitted.ts'
import { git } from '../files/git-repository.ts'
import {
  clusterOf,
  commitFiles,
  configuration,
  createEnvironments,
  deployment,
  gitops,
  kustomization,
  promote,
  read,
  settings,
  succeed,
} from './sandbox.ts'

const config = (name: string): string => `clusters/${name}/settings.yaml`
const web = 'clusters/staging/web.yaml'
const treeOf = (root: string, revision = 'HEAD'): string => git(root, ['rev-parse', `${revision}:clusters/production`])
const lastLine = (report: string): string => report.trim().split('\n').at(-1) ?? ''

/** The command lines that a report ends with, as a shell would run them, with the program of this checkout. */
function runUndo(root: string, report: string): string {
  const line = lastLine(report).replace(/^to take it back: /, '')
  const program = `'${process.execPath}' '${join(import.meta.dirname, '../../dist/gitops.js')}'`
  return execFileSync('sh', ['-c', line.replaceAll(/^gitops /g, `${program} `)], { cwd: root, encoding: 'utf8' })
}

describe('a rollback that would break the cluster', () => {
  const base = (name: string): Record<string, string> => ({
    [`base/${name}/kustomization.yaml`]: kustomization('settings.yaml'),
    [`base/${name}/settings.yaml`]: settings({ a: '1' }, name),
  })
  const uses = (name: string): string => kustomization('flux-system', 'namespace.yaml', `../../base/${name}`)

  function createBroken(): string {
    const root = createEnvironments({
      ...base('old'),
      ...base('new'),
      'clusters/staging/kustomization.yaml': uses('new'),
      'clusters/production/kustomization.yaml': uses('old'),
    })
    promote(root, '--commit')
    commitFiles(root, { 'base/old/kustomization.yaml': undefined, 'base/old/settings.yaml': undefined }, 'Clean up')
    return root
  }

  it('is stopped, and goes on with `--overwrite`', () => {
    const root = createBroken()
    const { status, stdout } = gitops(root, ['rollback', 'production', '--commit'])
    expect(status).toBe(1)
    expect(stdout).toContain('clusters/production/kustomization.yaml:')
    expect(stdout).toContain('To roll back all the same: `--overwrite`.')
    succeed(root, ['rollback', 'production', '--commit', '--overwrite'])
    expect(read(root, 'clusters/production/kustomization.yaml')).toContain('base/old')
  })

  it('is not stopped by what was wrong at that time as well', () => {
    const root = createEnvironments({ 'clusters/production/kustomization.yaml': kustomization('missing.yaml') })
    const before = treeOf(root)
    promote(root, '--commit')
    succeed(root, ['rollback', 'production', '--commit'])
    expect(treeOf(root)).toBe(before)
  })
})

describe('a rollback after the source is gone', () => {
  it('gives back what was there before', () => {
    const root = createEnvironments()
    const before = treeOf(root)
    promote(root, '--commit')
    rmSync(join(root, 'clusters/staging'), { recursive: true })
    commitFiles(root, { '.gitops.yaml': configuration('{}', '[production]') }, 'No staging')
    git(root, ['commit', '-q', '-a', '-m', 'No files of staging'])
    succeed(root, ['rollback', 'production', '--commit'])
    expect(treeOf(root)).toBe(before)
  })

  it('in the directories of the configuration', () => {
    const directories = "{ directories: ['clusters/{environment}', 'my apps/{environment}'] }"
    const root = createEnvironments({
      '.gitops.yaml': configuration(directories),
      'my apps/staging/a.txt': '2\n',
      'my apps/production/a.txt': '1\n',
    })
    promote(root, '--commit')
    git(root, ['rm', '-q', '-r', 'clusters/staging', 'my apps/staging'])
    commitFiles(root, { '.gitops.yaml': configuration(directories, '[production]') }, 'No staging')
    succeed(root, ['rollback', 'production', '--commit'])
    expect(read(root, 'my apps/production/a.txt')).toBe('1\n')
    expect(treeOf(root)).toBe(treeOf(root, 'HEAD~3'))
  })
})

describe('the line that takes it back', () => {
  it('of a rollback makes the same promotion again, of a part and with `--keep-target`', () => {
    const root = createEnvironments()
    promote(root, '--commit')
    commitFiles(
      root,
      { [config('staging')]: settings({ colour: 'blue' }), [web]: deployment('1.2.0') },
      'Release 1.2.0',
    )
    promote(root, '--commit', '--only', 'images')
    const images = treeOf(root)
    const first = succeed(root, ['rollback', 'production', '--commit'])
    expect(lastLine(first)).toMatch(
      /^to take it back: gitops promote staging production --source-ref \w+ --only images$/,
    )
    runUndo(root, first)
    git(root, ['add', '-A'])
    git(root, ['commit', '-q', '-m', 'Again'])
    expect(treeOf(root)).toBe(images)

    const other = createEnvironments({ [config('staging')]: settings({ colour: 'blue' }) })
    promote(other, '--commit', '--only', config('staging'), '--only', 'clusters/staging/web.yaml')
    expect(lastLine(succeed(other, ['rollback', 'production', '--commit']))).toMatch(
      / --only clusters\/\w+\/settings\.yaml --only clusters\/\w+\/web\.yaml$/,
    )
  })

  it('of a rollback keeps the target where the promotion did', () => {
    const root = createEnvironments()
    promote(root, '--commit')
    commitFiles(root, { [config('staging')]: settings({ colour: 'blue' }) }, 'Blue')
    promote(root, '--commit', '--keep-target')
    const report = succeed(root, ['rollback', 'production', '--commit'])
    expect(lastLine(report)).toMatch(/--source-ref \w+ --keep-target$/)
  })

  it('of a promotion into directories with spaces, and to an environment that had no files', () => {
    const directories = "{ directories: ['clusters/{environment}', 'my apps/{environment}'] }"
    const root = createEnvironments({
      '.gitops.yaml': configuration(directories),
      'my apps/staging/a.txt': '2\n',
      ...clusterOf('production', { tag: '0.9.0' }),
    })
    const report = promote(root)
    expect(lastLine(report)).toBe(
      "to take it back: git restore -- clusters/production && git clean -fd -- 'my apps/production'",
    )
    runUndo(root, report)
    expect(git(root, ['status', '--porcelain', '--untracked-files=all'])).toBe('')
  })

  it('quotes for a shell', () => {
    const content = { bytes: new Uint8Array(), mode: 'file' as const }
    const changes = [{ path: "it's/a", before: content, after: undefined }]
    expect(undoUncommitted(["it's", 'other'], changes)).toBe("git restore -- 'it'\\''s'")
  })
})

describe('what a commit says of the commits that it undoes', () => {
  it('is a line for each', () => {
    const commit = { hash: '0123456789abcdef', author: 'Ada', date: '', subject: 'Fix it' }
    expect(nameUndone([commit])).toEqual(['Undoes 0123456789 of Ada: Fix it'])
  })

  it('stands in the commit of a promotion and of a rollback', () => {
    const root = createEnvironments()
    promote(root, '--commit')
    commitFiles(root, { [config('production')]: settings({ colour: 'green' }) }, 'Hotfix green')
    promote(root, '--commit', '--overwrite')
    expect(git(root, ['log', '-1', '--format=%B'])).toMatch(/^Undoes \w{10} of \w+: Hotfix green$/m)
    commitFiles(root, { [config('production')]: settings({ colour: 'black' }) }, 'Hotfix black')
    succeed(root, ['rollback', 'production', '--commit', '--overwrite'])
    expect(git(root, ['log', '-1', '--format=%B'])).toMatch(/^Undoes \w{10} of \w+: Hotfix black$/m)
  })
})
