import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createDirectory, git } from '../files/git-repository.ts'
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
  stop,
  succeed,
  write,
} from './sandbox.ts'

describe('files', () => {
  it('with spaces, umlauts, quotes, tabs and line breaks in their names are carried', () => {
    const names = [
      'a b.txt',
      'größe/ä ö.txt',
      'a"b\'c.txt',
      'tab\there.txt',
      'line\nbreak.txt',
      '$(x) `y`.txt',
      '-x.txt',
    ]
    const root = createEnvironments(Object.fromEntries(names.map((name) => [`clusters/staging/${name}`, `${name}\n`])))
    promote(root, '--commit')
    for (const name of names) expect(read(root, `clusters/production/${name}`)).toBe(`${name}\n`)
    expect(git(root, ['status', '--porcelain'])).toBe('')
    succeed(root, ['rollback', 'production', '--commit'])
    for (const name of names) expect(read(root, `clusters/production/${name}`)).toBeUndefined()
  })

  it('with CRLF, a byte order mark or no last line break stay so, references rewritten', () => {
    const crlf = (text: string): string => text.replaceAll('\n', '\r\n')
    const list = kustomization('flux-system', 'namespace.yaml', 'web.yaml', 'settings.yaml', '../../t/staging')
    const root = createEnvironments({
      '.gitops.yaml': configuration('{ directories: ["clusters/{environment}", "t/{environment}"] }'),
      't/staging/kustomization.yaml': kustomization('a.yaml'),
      't/staging/a.yaml': `\ufeff${settings({ a: '1' }, 'a')}`,
      'clusters/staging/kustomization.yaml': crlf(list),
      'clusters/staging/web.yaml': deployment('1.1.0').trimEnd(),
      'clusters/staging/lines.txt': 'a\r\nb\nc',
    })
    promote(root, '--commit')
    expect(read(root, 'clusters/production/kustomization.yaml')).toBe(crlf(list.replace('t/staging', 't/production')))
    expect(read(root, 't/production/a.yaml')).toBe(`\ufeff${settings({ a: '1' }, 'a')}`)
    expect(read(root, 'clusters/production/web.yaml')).toBe(deployment('1.1.0').trimEnd())
    expect(read(root, 'clusters/production/lines.txt')).toBe('a\r\nb\nc')
    expect(promote(root)).toContain('nothing to do')
  })

  it('with CRLF only in the work tree, by Git’s own conversion, make no difference', () => {
    const root = createEnvironments({ '.gitattributes': '* text=auto eol=crlf\n' })
    git(root, ['rm', '-q', '-r', '--cached', '.'])
    git(root, ['reset', '-q', '--hard'])
    expect(read(root, 'clusters/staging/web.yaml')).toContain('\r\n')
    promote(root, '--commit')
    expect(git(root, ['show', 'HEAD:clusters/production/web.yaml'])).toBe(deployment('1.1.0').trim())
    expect(git(root, ['status', '--porcelain'])).toBe('')
    expect(promote(root)).toContain('nothing to do')
    succeed(root, ['rollback', 'production', '--commit'])
    expect(git(root, ['show', 'HEAD:clusters/production/web.yaml'])).toBe(deployment('1.0.0').trim())
    expect(git(root, ['status', '--porcelain'])).toBe('')
  })

  it('that are executable stay so, and a change of that alone is carried', () => {
    const root = createEnvironments({ 'clusters/staging/run.sh': 'true\n', 'clusters/production/run.sh': 'true\n' })
    chmodSync(join(root, 'clusters/staging/run.sh'), 0o755)
    git(root, ['commit', '-q', '-a', '-m', 'Executable'])
    const report = promote(root, '--commit')
    expect(report).toContain('new mode 100755')
    expect(git(root, ['ls-tree', 'HEAD', 'clusters/production/run.sh'])).toMatch(/^100755/)
    succeed(root, ['rollback', 'production', '--commit'])
    expect(git(root, ['ls-tree', 'HEAD', 'clusters/production/run.sh'])).toMatch(/^100644/)
  })

  it('that are binary, empty or large are carried byte for byte', () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7919) % 256)
    const root = createEnvironments({ 'clusters/staging/a.bin': bytes, 'clusters/staging/empty.txt': '' })
    promote(root, '--commit')
    const blob = (name: string): string => git(root, ['rev-parse', `HEAD:clusters/${name}`])
    expect(blob('production/a.bin')).toBe(blob('staging/a.bin'))
    expect(read(root, 'clusters/production/empty.txt')).toBe('')
  })
})

describe('a repository', () => {
  it('without commits is told to have none', () => {
    const root = createDirectory()
    git(root, ['init', '-q', '--initial-branch=main'])
    write(root, { ...clusterOf('staging'), ...clusterOf('production') })
    expect(gitops(root, ['promote', 'staging', 'production'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('the repository has no commit yet'),
    })
    expect(gitops(root, ['promotions', 'production'])).toMatchObject({ status: 2 })
    expect(gitops(root, ['rollback', 'production'])).toMatchObject({ status: 2 })
  })

  it('with a detached HEAD is promoted in, with a commit and with a branch', () => {
    const root = createEnvironments()
    git(root, ['checkout', '-q', '--detach'])
    promote(root, '--commit')
    expect(git(root, ['status', '--porcelain'])).toBe('')
    expect(git(root, ['log', '-1', '--format=%s'])).toBe('Promote staging to production')
    commitFiles(root, { 'clusters/staging/web.yaml': deployment('1.2.0') }, 'Release 1.2.0')
    promote(root, '--commit', '--branch', 'release')
    expect(git(root, ['symbolic-ref', '--short', 'HEAD'])).toBe('release')
  })

  it('is the same from any directory of it', () => {
    const root = createEnvironments()
    expect(promote(join(root, 'clusters/staging'), '--commit')).toContain('~ clusters/production/web.yaml')
    expect(git(root, ['show', '--format=', '--name-only'])).toBe('clusters/production/web.yaml')
    expect(succeed(join(root, 'clusters/production/flux-system'), ['promotions'])).toContain('staging → production')
    expect(succeed(join(root, 'clusters/production'), ['drift', 'staging', 'production'])).toContain('no undeclared')
    succeed(join(root, 'clusters/production'), ['rollback', 'production', '--commit'])
    expect(read(root, 'clusters/production/web.yaml')).toBe(deployment('1.0.0'))
  })

  it('below the top of the one of Git is promoted in, and the rest is left', () => {
    const top = createEnvironments()
    git(top, ['rm', '-q', '-r', '.'])
    const files = {
      '.gitops.yaml': configuration(),
      ...clusterOf('staging', { tag: '1.1.0' }),
      ...clusterOf('production'),
    }
    const moved = Object.fromEntries(Object.entries(files).map(([path, content]) => [`platform/${path}`, content]))
    commitFiles(top, { ...moved, 'other/a.txt': 'a\n' }, 'Below')
    const root = join(top, 'platform')
    const patch = promote(root, '--dry-run', '--format', 'patch')
    expect(patch).toContain('a/clusters/production/web.yaml')
    promote(root, '--commit')
    expect(git(top, ['show', '--format=', '--name-only'])).toBe('platform/clusters/production/web.yaml')
    expect(promote(root)).toContain('nothing to do')
    succeed(root, ['rollback', 'production', '--commit'])
    expect(git(top, ['status', '--porcelain'])).toBe('')
  })

  it('in a work tree of its own and in a shallow clone is promoted in', () => {
    const root = createEnvironments()
    const tree = join(createDirectory(), 'tree')
    git(root, ['worktree', 'add', '-q', '-b', 'other', tree])
    promote(tree, '--commit')
    expect(git(root, ['log', '-1', '--format=%s', 'other'])).toBe('Promote staging to production')
    const shallow = createDirectory()
    git(shallow, ['clone', '-q', '--depth=1', `file://${root}`, '.'])
    promote(shallow)
    expect(read(shallow, 'clusters/production/web.yaml')).toBe(deployment('1.1.0'))
  })
})

describe('a source of a revision', () => {
  it('is that of a tag, a branch or a hash, whatever is checked out', () => {
    const root = createEnvironments()
    const start = git(root, ['rev-parse', 'HEAD'])
    git(root, ['tag', 'v1.1'])
    git(root, ['checkout', '-q', '-b', 'next'])
    commitFiles(root, { 'clusters/staging/web.yaml': deployment('2.0.0') }, 'Release 2.0.0')
    git(root, ['checkout', '-q', 'main'])
    for (const [revision, tag] of [
      ['v1.1', '1.1.0'],
      ['next', '2.0.0'],
      [start, '1.1.0'],
    ] as const) {
      promote(root, '--source-ref', revision)
      expect(read(root, 'clusters/production/web.yaml')).toBe(deployment(tag))
      git(root, ['checkout', '-q', '.'])
    }
    expect(stop(root, '--source-ref', 'v1.2')).toContain(
      'there is no commit `v1.2` in this repository; there is `v1.1`',
    )
  })

  it('that is not in the history of the target is known for a hotfix nonetheless', () => {
    const root = createEnvironments()
    git(root, ['checkout', '-q', '-b', 'next'])
    commitFiles(root, { 'clusters/staging/web.yaml': deployment('2.0.0') }, 'Release 2.0.0')
    git(root, ['checkout', '-q', 'main'])
    promote(root, '--source-ref', 'next', '--commit')
    commitFiles(root, { 'clusters/production/settings.yaml': settings({ colour: 'blue' }) }, 'Blue')
    expect(stop(root, '--source-ref', 'next')).toContain('T: Blue')
  })
})

describe('environments', () => {
  it('that the target has no files of yet are made', () => {
    const root = createEnvironments({
      '.gitops.yaml': configuration('{ directories: ["clusters/{environment}", "apps/{environment}"] }'),
      'apps/staging/a.txt': 'a\n',
    })
    promote(root, '--commit')
    expect(read(root, 'apps/production/a.txt')).toBe('a\n')
    succeed(root, ['rollback', 'production', '--commit'])
    expect(read(root, 'apps/production/a.txt')).toBeUndefined()
  })

  it('with several clusters are named where no directory is configured', () => {
    const environments = '[{ name: test, clusters: [staging, mirror] }, production]'
    const root = createEnvironments({ '.gitops.yaml': configuration('{}', environments), ...clusterOf('mirror') })
    const { status, stderr } = gitops(root, ['promote', 'test', 'production'])
    expect(stderr).toContain('the environment `test` has several clusters (mirror, staging): name one of them')
    expect(status).toBe(2)
    promote(root)
  })

  it('with directories by `*` move all of them, those that only one side has too', () => {
    const root = createEnvironments({
      '.gitops.yaml': configuration('{ directories: ["clusters/{environment}", "teams/*/{environment}"] }'),
      'teams/red/staging/a.txt': 'a\n',
      'teams/red/production/a.txt': 'old\n',
      'teams/blue/staging/b.txt': 'b\n',
      'teams/green/production/c.txt': 'c\n',
    })
    promote(root, '--overwrite', '--commit')
    expect(
      git(root, ['ls-tree', '-r', '--name-only', 'HEAD', 'teams'])
        .split('\n')
        .filter((path) => /production/.test(path)),
    ).toEqual(['teams/blue/production/b.txt', 'teams/red/production/a.txt'])
    expect(read(root, 'teams/red/production/a.txt')).toBe('a\n')
  })
})
