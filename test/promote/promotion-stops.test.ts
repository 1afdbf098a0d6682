import { execFileSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createDirectory, createRepository, git } from '../files/git-repository.ts'
import {
  clusterOf,
  commitFiles,
  configuration,
  createEnvironments,
  gitops,
  kustomization,
  promote,
  read,
  settings,
  stateOf,
  stop,
  write,
} from './sandbox.ts'

/** Runs a promotion that cannot be planned at all; returns what it says. */
function refuse(root: string, ...args: readonly string[]): string {
  const before = stateOf(root)
  const { status, stdout, stderr } = gitops(root, ['promote', ...args])
  expect({ status, stdout, state: stateOf(root) }).toEqual({ status: 2, stdout: '', state: before })
  return stderr
}

describe('what stops a promotion before a byte is written', () => {
  it('is an unknown environment, told with the nearest match', () => {
    const root = createEnvironments()
    expect(refuse(root, 'stagin', 'production')).toBe(
      'gitops: there is no environment `stagin`; did you mean `staging`? there are staging, production\n',
    )
    expect(refuse(root, 'staging', 'produktion')).toContain('did you mean `production`?')
    expect(refuse(root, 'staging', 'zzzzzzzzzzz')).toBe(
      'gitops: there is no environment `zzzzzzzzzzz`; there are staging, production\n',
    )
  })

  it('is a source that is the target', () => {
    const root = createEnvironments()
    expect(refuse(root, 'staging', 'staging')).toContain('`staging` cannot be promoted to itself')
    expect(refuse(root, 'staging', 'clusters/staging/')).toContain('cannot be promoted to itself')
  })

  it('is a target that is declared not promotable', () => {
    const root = createEnvironments({
      '.gitops.yaml': configuration('{}', '[{ name: staging, promotable: false }, production]'),
    })
    expect(refuse(root, 'production', 'staging')).toContain('nothing may be promoted to `staging`')
    promote(root)
  })

  it('is an ephemeral source', () => {
    const root = createEnvironments({
      '.gitops.yaml': `${configuration()}ephemeral: ["load-*"]\n`,
      ...clusterOf('load-test'),
    })
    expect(refuse(root, 'load-test', 'production')).toContain('`load-test` is an ephemeral cluster')
  })

  it.each(['changed', 'staged', 'untracked', 'deleted'])('is an uncommitted change (%s) of the source', (how) => {
    const root = createEnvironments()
    if (how === 'deleted') write(root, { 'clusters/staging/settings.yaml': undefined })
    else if (how === 'untracked') write(root, { 'clusters/staging/new.yaml': settings({ a: '1' }, 'new') })
    else write(root, { 'clusters/staging/settings.yaml': settings({ colour: 'green' }) })
    if (how === 'staged') git(root, ['add', '--all'])
    const report = stop(root)
    expect(report).toContain('✖ staging has uncommitted changes in one file')
    expect(report).toContain(`clusters/staging/${how === 'untracked' ? 'new' : 'settings'}.yaml`)
    expect(report).toContain('--allow-dirty')
  })

  it('is an uncommitted change of the target, even with `--allow-dirty`, which is for the source only', () => {
    const root = createEnvironments()
    write(root, { 'clusters/staging/settings.yaml': settings({ colour: 'green' }) })
    const dirty = { 'clusters/production/settings.yaml': settings({ colour: 'blue' }) }
    write(root, dirty)
    expect(stop(root)).toMatch(/staging has uncommitted(?:.|\n)*production has uncommitted/)
    const report = stop(root, '--allow-dirty')
    expect(report).toContain('production has uncommitted changes in one file')
    expect(report).not.toContain('staging has uncommitted')
    git(root, ['checkout', '--', 'clusters/production'])
    promote(root, '--allow-dirty')
    expect(read(root, 'clusters/production/settings.yaml')).toBe(settings({ colour: 'green' }))
  })

  it('is no uncommitted change elsewhere, and none of the source where it is read from a revision', () => {
    const root = createEnvironments({ 'docs/a.md': 'a\n' })
    write(root, { 'docs/a.md': 'b\n', 'clusters/staging/settings.yaml': settings({ colour: 'green' }) })
    promote(root, '--source-ref', 'HEAD')
    expect(read(root, 'clusters/production/settings.yaml')).toBe(settings({ colour: 'red' }))
  })

  it('is a symbolic link', () => {
    const root = createEnvironments({ 'clusters/staging/link.yaml': { to: 'settings.yaml' } })
    expect(stop(root)).toContain('`clusters/staging/link.yaml` is a symbolic link')
  })

  it('is a symbolic link in the target', () => {
    const root = createEnvironments({ 'clusters/production/outside': { to: '../../..' } })
    expect(stop(root)).toContain('`clusters/production/outside` is a symbolic link')
  })

  it('is a target that is a symbolic link itself, so that the files would be written elsewhere', () => {
    const root = createEnvironments({
      '.gitops.yaml': configuration('{ directories: ["clusters/{environment}", "apps/{environment}"] }'),
      'apps/staging/a.yaml': settings({ a: '1' }, 'a'),
      'apps/production': { to: '../elsewhere' },
      'elsewhere/b.yaml': settings({ a: '2' }, 'a'),
    })
    expect(stop(root)).toMatch(/`?apps\/production`? is a symbolic link/)
  })

  it('is a submodule', () => {
    const root = createEnvironments()
    const other = createRepository([{ a: '1' }])
    git(root, ['-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', other, 'clusters/staging/vendor'])
    git(root, ['commit', '-q', '-m', 'vendor'])
    expect(stop(root)).toContain('`clusters/staging/vendor` is a submodule')
  })

  it('is no such thing in what is kept', () => {
    const root = createEnvironments({
      '.gitops.yaml': configuration('{ keepFiles: [link.yaml] }'),
      'clusters/staging/link.yaml': { to: 'settings.yaml' },
    })
    promote(root)
  })

  it('is a path that leaves the repository', () => {
    const root = createEnvironments({
      'clusters/staging/kustomization.yaml': kustomization('flux-system', 'web.yaml', '../../../elsewhere'),
    })
    expect(stop(root)).toMatch(/elsewhere/)
  })

  it.runIf(process.getuid?.() === 0)('is an unreadable file', () => {
    const nobody = 65534
    const root = createEnvironments()
    execFileSync('chown', ['-R', String(nobody), root])
    chmodSync(join(root, 'clusters/staging/settings.yaml'), 0o000)
    const { status, stdout } = gitops(root, ['promote', 'staging', 'production', '--dry-run'], nobody)
    expect(stdout).toContain('✖ `clusters/staging/settings.yaml` cannot be read')
    expect(status).toBe(1)
  })

  it('is a result that no longer builds', () => {
    const root = createEnvironments({
      '.gitops.yaml': configuration('{ keepFiles: [extra.yaml] }'),
      'clusters/staging/extra.yaml': settings({ a: '1' }, 'extra'),
      'clusters/staging/kustomization.yaml': kustomization('flux-system', 'web.yaml', 'extra.yaml'),
    })
    const report = stop(root, '--overwrite')
    expect(report).toMatch(/✖ .*extra\.yaml/)
    expect(report).toMatch(/clusters\/production\/kustomization\.yaml:6:5 reference-exists/)
  })

  it('is an error that the target did not have, and none that it had', () => {
    const wrong = settings({ colour: 'red', color: 'red' }, 'twice').replace('color:', 'colour:')
    const files = (name: string) => ({
      [`clusters/${name}/twice.yaml`]: wrong,
      [`clusters/${name}/kustomization.yaml`]: kustomization('flux-system', 'namespace.yaml', 'web.yaml', 'twice.yaml'),
    })
    const root = createEnvironments(files('staging'))
    const report = stop(root, '--overwrite')
    expect(report).toContain('clusters/production/twice.yaml:8:3 yaml-duplicate-key')
    commitFiles(root, files('production'), 'as bad as staging')
    promote(root, '--overwrite')
  })

  it('is more deletions than the threshold, without `--allow-delete=N`', () => {
    const many = Object.fromEntries(
      Array.from({ length: 3 }, (_, index) => [
        `clusters/production/n${index}.yaml`,
        settings({ a: '1' }, `n${index}`),
      ]),
    )
    const root = createEnvironments({ '.gitops.yaml': configuration('{ allowDelete: 2 }'), ...many })
    const report = stop(root, '--overwrite')
    expect(report).toContain('✖ 3 files of production would be deleted, and no more than 2 may be')
    for (const path of Object.keys(many)) expect(report).toContain(`    ${path}`)
    expect(report).toContain('`--allow-delete=3`')
    stop(root, '--overwrite', '--allow-delete=0')
    promote(root, '--overwrite', '--allow-delete=3')
    expect(git(root, ['status', '--porcelain'])).toContain('D clusters/production/n2.yaml')
  })

  it('is all of it at once, each with its reason', () => {
    const root = createEnvironments({
      'clusters/staging/settings.yaml': settings({ host: 'a.staging.example.com' }),
      'clusters/staging/link.yaml': { to: 'settings.yaml' },
    })
    write(root, { 'clusters/production/settings.yaml': settings({ colour: 'blue' }) })
    expect(stop(root).match(/^✖/gm)).toHaveLength(3)
  })

  it.each([['--allow-delete=-1'], ['--allow-delete=x'], ['--allow-delete=1.5']])('is a wrong option: %s', (option) => {
    expect(refuse(createEnvironments(), 'staging', 'production', option)).toContain('--allow-delete')
  })

  it('is `--overwrite` with `--keep-target`, and a directory without Git', () => {
    expect(refuse(createEnvironments(), 'staging', 'production', '--overwrite', '--keep-target')).toContain(
      'choose one',
    )
    const plain = createDirectory()
    write(plain, { ...clusterOf('staging'), ...clusterOf('production') })
    expect(gitops(plain, ['promote', 'staging', 'production']).stderr).toMatch(/Git repository/)
  })
})
