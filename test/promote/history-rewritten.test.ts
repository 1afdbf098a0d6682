import { describe, expect, it } from 'vitest'
import { clone, git } from '../files/git-repository.ts'
import {
  commitFiles,
  createEnvironments,
  deployment,
  gitops,
  promote,
  read,
  settings,
  stop,
  succeed,
  write,
} from './sandbox.ts'

const web = (name: string): string => `clusters/${name}/web.yaml`
const config = (name: string): string => `clusters/${name}/settings.yaml`

function createPromoted(): string {
  const root = createEnvironments()
  promote(root, '--commit')
  return root
}

const release = (root: string, version: string): string =>
  commitFiles(root, { [web('staging')]: deployment(version) }, `Release ${version}`)

/** Merges a branch with one promotion. */
function mergePromotion(root: string): void {
  release(root, '1.2.0')
  promote(root, '--branch', 'release', '--commit')
  git(root, ['checkout', '-q', 'main'])
  commitFiles(root, { 'README.md': 'x\n' }, 'Something else')
  git(root, ['merge', '-q', '--no-ff', '-m', 'Merge', 'release'])
}

describe('a promotion’s commit that was amended', () => {
  it('does not hide a hotfix in it', () => {
    const root = createPromoted()
    write(root, { [config('production')]: settings({ colour: 'blue' }) })
    git(root, ['commit', '-q', '--all', '--amend', '--no-edit'])
    release(root, '1.2.0')
    const report = stop(root)
    expect(report).toContain('one commit to production would be undone')
    expect(report).toContain('does not hold what its promotion wrote')
    promote(root, '--keep-target', '--commit')
    expect(read(root, config('production'))).toBe(settings({ colour: 'blue' }))
    expect(read(root, web('production'))).toBe(deployment('1.2.0'))
  })

  it('does not stop anything where only its message is another', () => {
    const root = createPromoted()
    const message = git(root, ['log', '-1', '--format=%B']).replace('1 changed', 'one changed')
    git(root, ['commit', '-q', '--amend', '-m', message])
    release(root, '1.2.0')
    expect(promote(root)).not.toContain('does not hold')
  })

  it('is as good where only what is the cluster’s own is another', () => {
    const root = createPromoted()
    write(root, { 'clusters/production/flux-system/own.txt': 'own\n' })
    git(root, ['add', '.'])
    git(root, ['commit', '-q', '--amend', '--no-edit'])
    release(root, '1.2.0')
    expect(promote(root)).not.toContain('does not hold')
  })

  it('gives way to the promotion before where its source is gone', () => {
    const root = createPromoted()
    release(root, '1.2.0')
    promote(root, '--commit')
    write(root, { [config('production')]: settings({ colour: 'blue' }) })
    const message = git(root, ['log', '-1', '--format=%B']).replace(
      /(Promotion-Commit: )[0-9a-f]+/,
      `$1${'1'.repeat(40)}`,
    )
    git(root, ['commit', '-q', '--all', '--amend', '-m', message])
    const report = stop(root)
    expect(report).toContain('Ada: Promote staging to production')
    expect(report).toContain('the promotion before it is what counts')
  })
})

describe('a source commit that is gone', () => {
  it('does not stop a promotion, with or without `--keep-target`', () => {
    const root = createPromoted()
    release(root, '1.2.0')
    promote(root, '--commit')
    const message = git(root, ['log', '-1', '--format=%B']).replace(
      /(Promotion-Commit: )[0-9a-f]+/,
      `$1${'1'.repeat(40)}`,
    )
    git(root, ['reset', '-q', '--soft', 'HEAD~2'])
    git(root, ['commit', '-q', '-m', message])
    release(root, '1.3.0')
    const report = promote(root, '--dry-run')
    expect(report).toContain('1 changed')
    expect(report).toContain('The commit 1111111111, which the last promotion took, is not in this repository')
    expect(report).toContain('Release 1.3.0')
    promote(root, '--keep-target')
    expect(read(root, web('production'))).toBe(deployment('1.3.0'))
  })
})

describe('a promotion that was taken back', () => {
  it.each([
    ['by the revert of its merge', ['revert', '--no-edit', '-m', '1', 'HEAD']],
    ['by a revert that names it in short', ['revert', '--no-edit', '--reference', '-m', '1', 'HEAD']],
  ])('%s is known', (_, revert) => {
    const root = createPromoted()
    mergePromotion(root)
    git(root, revert)
    expect(read(root, web('production'))).toBe(deployment('1.1.0'))
    expect(read(root, web('staging'))).toBe(deployment('1.2.0'))
    expect(succeed(root, ['promotions'])).toMatch(/\(taken back\) Promote staging/)
    commitFiles(root, { [config('production')]: settings({ colour: 'blue' }) }, 'Blue')
    expect(succeed(root, ['promotions'])).toMatch(/\(taken back\) Promote staging/)
    promote(root, '--keep-target')
    expect(read(root, web('production'))).toBe(deployment('1.2.0'))
  })

  it('by a commit that does not name it is known by its tree', () => {
    const root = createPromoted()
    release(root, '1.2.0')
    promote(root, '--commit')
    git(root, ['checkout', '-q', 'HEAD~1', '--', 'clusters/production'])
    git(root, ['commit', '-q', '-m', 'Revert "Promote staging to production" (#13)'])
    expect(succeed(root, ['promotions']).match(/\(taken back\)/g)).toHaveLength(1)
    promote(root)
    expect(read(root, web('production'))).toBe(deployment('1.2.0'))
  })

  it('is not one that a later promotion has brought to the same state as before', () => {
    const root = createPromoted()
    release(root, '1.2.0')
    promote(root, '--commit')
    release(root, '1.1.0')
    promote(root, '--commit')
    expect(succeed(root, ['promotions'])).not.toContain('(taken back)')
    succeed(root, ['rollback', 'production', '--commit'])
    expect(read(root, web('production'))).toBe(deployment('1.2.0'))
  })

  it('does not stop the rollback of the one before, while a hotfix does', () => {
    const root = createPromoted()
    release(root, '1.2.0')
    promote(root, '--commit')
    succeed(root, ['rollback', 'production', '--commit'])
    commitFiles(root, { [web('production')]: deployment('1.1.0', 5) }, 'Five')
    const { status, stdout } = gitops(root, ['rollback', 'production'])
    expect(status).toBe(1)
    expect(stdout).toContain('T: Five')
    expect(stdout).not.toMatch(/(?:Ada|T): (?:Promote|Roll)/)
  })
})

describe('a shallow clone', () => {
  it('stops what would have to know the history, and says so', () => {
    const root = createPromoted()
    release(root, '1.2.0')
    const copy = clone(root, ['--depth', '1'])
    expect(stop(copy)).toContain('this clone is shallow')
    expect(stop(copy, '--keep-target')).toContain('`git fetch --unshallow`')
    expect(gitops(copy, ['rollback', 'production']).stderr).toContain('this clone is shallow')
    expect(gitops(copy, ['promotions']).stderr).toContain('This clone is shallow')
    expect(promote(copy, '--overwrite')).toContain('1 changed')
  })

  it('is enough where it reaches back to the last promotion', () => {
    const root = createPromoted()
    release(root, '1.2.0')
    expect(promote(clone(root, ['--depth', '2']))).toContain('1 changed')
  })
})

describe('--allow-dirty', () => {
  it('tells in the commit and in the report what no commit has', () => {
    const root = createEnvironments()
    write(root, { [web('staging')]: deployment('2.0.0') })
    const report = promote(root, '--allow-dirty', '--commit')
    expect(report).toContain('Changes that no commit has are carried from clusters/staging/web.yaml.')
    expect(git(root, ['log', '-1', '--format=%(trailers:key=Promotion-Dirty,valueonly)'])).toBe(
      'clusters/staging/web.yaml',
    )
  })
})
