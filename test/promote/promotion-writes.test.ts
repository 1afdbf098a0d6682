import { existsSync, readFileSync, writeFileSync } from 'node:fs'
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
  succeed,
  write,
  writeHook,
} from './sandbox.ts'

interface Report {
  readonly directories: readonly { readonly to: string; readonly tree: string }[]
  readonly commit: string
  readonly notes: readonly string[]
}

function report(root: string, ...options: readonly string[]): Report {
  return JSON.parse(promote(root, '--format', 'json', ...options))
}

/** A bare remote that notes the push options it is given, in a file, and takes part of the history already. */
function addRemote(root: string, { takesOptions }: { readonly takesOptions: boolean }): string {
  const remote = createDirectory()
  git(remote, ['init', '-q', '--bare', '--initial-branch=main'])
  git(remote, ['config', 'receive.advertisePushOptions', String(takesOptions)])
  const script =
    'env | sed -n "s/^GIT_PUSH_OPTION_[0-9]*=//p" | sort > options; echo "See https://git.example.com/mr/1" >&2'
  writeHook(remote, 'pre-receive', script)
  git(root, ['remote', 'add', 'origin', remote])
  git(root, ['push', '-q', 'origin', 'main'])
  return remote
}

const branches = (root: string): string => git(root, ['for-each-ref', '--format=%(refname:short)', 'refs/heads'])

describe('--dry-run', () => {
  it('writes nothing, and its tree hash equals the applied one’s and that of the commit', () => {
    const root = createEnvironments({
      'clusters/staging/a b/ü.txt': 'x\n',
      'clusters/production/gone.txt': 'x\n',
      'clusters/staging/run.sh': '#!/bin/sh\n',
    })
    git(root, ['update-index', '--chmod=+x', 'clusters/staging/run.sh'])
    git(root, ['commit', '-q', '-m', 'Executable'])
    git(root, ['checkout', '--', '.'])
    const before = stateOf(root)
    const dry = report(root, '--dry-run', '--overwrite')
    expect(stateOf(root)).toBe(before)
    expect(existsSync(join(root, '.gitops-transaction'))).toBe(false)
    const applied = report(root, '--commit', '--overwrite')
    const tree = git(root, ['rev-parse', 'HEAD:clusters/production'])
    expect([dry, applied].map(({ directories }) => directories[0]?.tree)).toEqual([tree, tree])
    expect(applied.notes.join()).not.toContain('as it was planned')
  })

  it('prints the same', () => {
    const root = createEnvironments()
    const dry = promote(root, '--dry-run')
    const change = (text: string): string =>
      text
        .replace('dry run, nothing is written', 'applied')
        .replace('to carry', 'carried')
        .replace(/to take it back.*\n$/, '')
    expect(change(promote(root))).toBe(change(dry))
  })
})

describe('--commit', () => {
  it('writes one commit of the promotion alone, with trailers: source environment and commit, base, result tree', () => {
    const root = createEnvironments({ 'docs/a.md': 'a\n' })
    write(root, { 'docs/a.md': 'b\n' })
    git(root, ['add', '--all'])
    const base = git(root, ['rev-parse', 'HEAD'])
    const { commit } = report(root, '--commit')
    expect(git(root, ['rev-parse', 'HEAD', 'HEAD^'])).toBe(`${commit}\n${base}`)
    expect(git(root, ['show', '--format=', '--name-only'])).toBe('clusters/production/web.yaml')
    expect(git(root, ['status', '--porcelain'])).toBe('M  docs/a.md')
    const tree = git(root, ['rev-parse', 'HEAD:clusters/production'])
    expect(git(root, ['log', '-1', '--format=%an|%B'])).toBe(
      [
        'Ada|Promote staging to production',
        '',
        '1 changed.',
        '',
        'Promotion-Source: staging',
        'Promotion-Target: production',
        `Promotion-Commit: ${base}`,
        `Promotion-Base: ${base}`,
        `Promotion-Tree: clusters/production=${tree}`,
      ].join('\n'),
    )
  })

  it('says which commit a source of a revision is from', () => {
    const root = createEnvironments()
    const earlier = git(root, ['rev-parse', 'HEAD'])
    git(root, ['tag', '-a', '-m', 'x', 'v1'])
    commitFiles(root, { 'clusters/staging/web.yaml': deployment('1.2.0') }, 'Release 1.2.0')
    expect(promote(root, '--source-ref', 'v1', '--commit')).toContain(`from v1 at ${earlier.slice(0, 8)}`)
    expect(read(root, 'clusters/production/web.yaml')).toBe(deployment('1.1.0'))
    expect(git(root, ['log', '-1', '--format=%(trailers:key=Promotion-Commit,valueonly)'])).toBe(earlier)
  })

  it('that a hook refuses is no promotion: the files, the branch and the index are as before', () => {
    const root = createEnvironments({ 'clusters/staging/new/a.txt': 'a\n' })
    writeHook(root, 'pre-commit', 'echo "no commits on Fridays" >&2; exit 1')
    for (const options of [['--commit'], ['--commit', '--branch', 'release']]) {
      const said = stop(root, ...options)
      expect(said).toMatch(/^gitops: nothing was committed: no commits on Fridays\n/)
      expect(existsSync(join(root, 'clusters/production/new'))).toBe(false)
    }
    writeHook(root, 'pre-commit', 'exit 0')
    promote(root, '--commit', '--branch', 'release')
  })

  it('that a hook refuses after it changed files leaves them, and says so', () => {
    const root = createEnvironments()
    writeHook(root, 'pre-commit', 'echo "# checked" >> clusters/production/web.yaml; echo formatted >&2; exit 1')
    const { status, stderr } = gitops(root, ['promote', 'staging', 'production', '--commit'])
    expect(status).toBe(2)
    expect(stderr).toContain('formatted')
    expect(stderr).toContain('The files are written and stay, not committed')
    expect(read(root, 'clusters/production/web.yaml')).toContain('# checked')
  })

  it('that a hook changes is told not to be as it was planned', () => {
    const root = createEnvironments()
    const file = 'clusters/production/web.yaml'
    writeHook(root, 'pre-commit', `echo "# checked" >> ${file}; git add ${file}`)
    expect(promote(root, '--commit')).toContain('note `clusters/production` was not committed as it was planned')
  })
})

describe('--branch', () => {
  it('makes the branch, by the given name or one from both environments and the commit', () => {
    const root = createEnvironments()
    const base = git(root, ['rev-parse', '--short=8', 'HEAD'])
    expect(promote(root, '--branch')).toContain(`on branch promote-staging-to-production-${base}`)
    expect(git(root, ['symbolic-ref', '--short', 'HEAD'])).toBe(`promote-staging-to-production-${base}`)
    expect(git(root, ['status', '--porcelain'])).toBe('M clusters/production/web.yaml')
    const other = createEnvironments()
    promote(other, '--branch', 'release/1', '--commit')
    expect(git(other, ['symbolic-ref', '--short', 'HEAD'])).toBe('release/1')
    expect(git(other, ['log', '-1', '--format=%s', 'main'])).toBe('Start')
  })

  it.each(['taken', 'a..b', '-x'])('that cannot be made (%s) stops it before a byte is written', (name) => {
    const root = createEnvironments()
    git(root, ['branch', 'taken'])
    expect(stop(root, `--branch=${name}`, '--commit')).toMatch(/branch/)
  })

  it('is as before where the files cannot be written', () => {
    const root = createEnvironments({ 'clusters/staging/new': 'a file\n' })
    write(root, { 'clusters/production/new/.gitignore': '*\n', 'clusters/production/new/mine.txt': 'mine\n' })
    git(root, ['config', 'core.excludesFile', join(root, '.git/ignored')])
    writeFileSync(join(root, '.git/ignored'), 'new/\n')
    const said = stop(root, '--branch', 'release', '--commit')
    expect(said).toMatch(/clusters\/production\/new/)
    expect(branches(root)).toBe('main')
  })
})

describe('--push', () => {
  it('opens the merge request through Git push options', () => {
    const root = createEnvironments()
    const remote = addRemote(root, { takesOptions: true })
    const said = promote(root, '--branch', 'release', '--push')
    expect(said).toContain('See https://git.example.com/mr/1')
    expect(git(remote, ['rev-parse', 'release'])).toBe(git(root, ['rev-parse', 'HEAD']))
    const options = readFileSync(join(remote, 'options'), 'utf8').trim().split('\n')
    expect(options).toEqual([
      'merge_request.create',
      expect.stringMatching(/^merge_request\.description=1 changed; 1 object differs in the cluster\./),
      'merge_request.target=main',
      'merge_request.title=Promote staging to production',
    ])
    expect(branches(remote)).toBe('main\nrelease')
  })

  it('says so where the remote takes no push options', () => {
    const root = createEnvironments()
    const remote = addRemote(root, { takesOptions: false })
    expect(promote(root, '--branch', 'release', '--push')).toContain('note The remote takes no push options')
    expect(git(remote, ['rev-parse', 'release'])).toBe(git(root, ['rev-parse', 'HEAD']))
  })

  it('never pushes by force: a branch of the remote with other commits is left, and the way on is told', () => {
    const root = createEnvironments()
    const remote = addRemote(root, { takesOptions: true })
    const theirs = commitFiles(root, { 'docs/a.md': 'a\n' }, 'Theirs')
    git(root, ['push', '-q', 'origin', 'HEAD:release'])
    git(root, ['reset', '-q', '--hard', 'HEAD^'])
    git(root, ['config', 'push.default', 'current'])
    git(root, ['config', 'remote.origin.push', '+refs/heads/*:refs/heads/*'])
    const { status, stderr } = gitops(root, ['promote', 'staging', 'production', '--branch', 'release', '--push'])
    expect(status).toBe(2)
    expect(stderr).toContain('`release` was not pushed to `origin`')
    expect(stderr).toMatch(/The commit [0-9a-f]{10} is made; to push it: git push --set-upstream origin HEAD:release/)
    expect(git(remote, ['rev-parse', 'release'])).toBe(theirs)
  })

  it.each([
    [
      'to the main branch',
      [],
      (root: string): void => void addRemote(root, { takesOptions: true }),
      'does not push to `main`',
    ],
    ['without a remote', ['--branch', 'release'], () => {}, 'there is no remote'],
    [
      'without a branch',
      [],
      (root: string): void => void git(root, ['checkout', '-q', '--detach']),
      'no branch is checked out',
    ],
  ] as const)('stops %s before a byte is written', (_, options, prepare, message) => {
    const root = createEnvironments()
    prepare(root)
    expect(stop(root, '--push', ...options)).toContain(message)
  })

  it('of a rollback does the same', () => {
    const root = createEnvironments()
    const remote = addRemote(root, { takesOptions: true })
    promote(root, '--commit')
    commitFiles(root, { 'clusters/staging/settings.yaml': settings({ colour: 'green' }) }, 'Green')
    expect(succeed(root, ['rollback', 'production', '--branch', '--push'])).toMatch(/on branch rollback-production-/)
    expect(readFileSync(join(remote, 'options'), 'utf8')).toContain('merge_request.title=Roll production back')
  })
})
