import { describe, expect, it } from 'vitest'
import { git } from '../files/git-repository.ts'
import { commitFiles, createEnvironments, deployment, promote, read, settings, stop, succeed } from './sandbox.ts'

const web = (name: string): string => `clusters/${name}/web.yaml`
const config = (name: string): string => `clusters/${name}/settings.yaml`

/** Both environments after a promotion of everything. */
function createPromoted(): string {
  const root = createEnvironments()
  promote(root, '--commit')
  return root
}

const release = (root: string, version: string): string =>
  commitFiles(root, { [web('staging')]: deployment(version) }, `Release ${version}`)

describe('what the target has by its own doing', () => {
  it('is an older version that somebody went back to', () => {
    const root = createPromoted()
    release(root, '1.2.0')
    promote(root, '--commit')
    commitFiles(root, { [web('production')]: deployment('1.1.0') }, 'Back to 1.1.0')
    expect(stop(root)).toContain('T: Back to 1.1.0')
    release(root, '1.3.0')
    expect(stop(root)).toContain('T: Back to 1.1.0')
  })

  it('is the other value of a commit that sets both', () => {
    const root = createPromoted()
    const both = {
      [config('staging')]: settings({ colour: 'blue' }),
      [config('production')]: settings({ colour: 'green' }),
    }
    commitFiles(root, both, 'Colours')
    expect(stop(root)).toContain('T: Colours')
  })

  it('is the other value of such a commit before any promotion, too', () => {
    const root = createEnvironments()
    const both = {
      [config('staging')]: settings({ colour: 'blue' }),
      [config('production')]: settings({ colour: 'green' }),
    }
    commitFiles(root, both, 'Colours')
    const report = stop(root)
    expect(report).toContain('one commit to production would be undone')
    expect(report).toContain('T: Colours')
  })

  it('is not what came with the import of both', () => {
    const root = createEnvironments({ 'clusters/production/old.txt': 'old\n' })
    expect(promote(root)).toContain('1 deleted')
  })

  it('is not the rollback of a first promotion, which was of a part', () => {
    const root = createEnvironments()
    release(root, '1.2.0')
    promote(root, '--only', 'images', '--commit')
    succeed(root, ['rollback', 'production', '--commit'])
    promote(root, '--only', 'images')
    expect(read(root, web('production'))).toBe(deployment('1.2.0'))
  })

  it('is not what the source has as well, whatever else changed there', () => {
    const root = createPromoted()
    commitFiles(root, { [web('production')]: deployment('1.1.0', 5) }, 'Five')
    commitFiles(root, { [web('staging')]: deployment('1.2.0', 5) }, 'Five, and 1.2.0')
    promote(root)
    expect(read(root, web('production'))).toBe(deployment('1.2.0', 5))
  })

  it('is a comment alone as well', () => {
    const root = createPromoted()
    const noted = deployment('1.1.0').replace('replicas: 2', 'replicas: 2 # ask Ada')
    commitFiles(root, { [web('production')]: noted }, 'A note')
    release(root, '1.2.0')
    expect(stop(root)).toContain('T: A note')
  })

  it('is named without what was taken back meanwhile', () => {
    const root = createPromoted()
    commitFiles(root, { [config('production')]: settings({ colour: 'blue' }) }, 'Blue')
    git(root, ['revert', '--no-edit', 'HEAD'])
    commitFiles(root, { [config('production')]: settings({ colour: 'green' }) }, 'Green')
    const report = stop(root)
    expect(report).toContain('one commit to production would be undone')
    expect(report).toContain('T: Green')
  })

  it('is not the revert of a promotion that added a file', () => {
    const root = createPromoted()
    commitFiles(root, { 'clusters/staging/new.txt': 'new\n' }, 'New')
    promote(root, '--commit')
    git(root, ['revert', '--no-edit', 'HEAD'])
    promote(root)
    expect(read(root, 'clusters/production/new.txt')).toBe('new\n')
  })

  it('is told after a promotion of a part', () => {
    const root = createPromoted()
    commitFiles(root, { [web('production')]: deployment('1.1.0', 5) }, 'Five')
    release(root, '1.2.0')
    promote(root, '--only', 'images', '--commit')
    expect(read(root, web('production'))).toBe(deployment('1.2.0', 5))
    release(root, '1.3.0')
    expect(stop(root)).toContain('T: Five')
  })
})

describe('--keep-target', () => {
  it('finds no conflict in what a promotion of a part has carried', () => {
    const root = createPromoted()
    release(root, '1.2.0')
    promote(root, '--only', 'images', '--commit')
    release(root, '1.3.0')
    commitFiles(root, { 'clusters/production/own.txt': 'own\n' }, 'Own')
    promote(root, '--keep-target', '--commit')
    expect(read(root, web('production'))).toBe(deployment('1.3.0'))
    expect(read(root, 'clusters/production/own.txt')).toBe('own\n')
  })

  it('works on after a rollback', () => {
    const root = createPromoted()
    release(root, '1.2.0')
    promote(root, '--commit')
    succeed(root, ['rollback', 'production', '--commit'])
    commitFiles(root, { [config('production')]: settings({ colour: 'blue' }) }, 'Blue')
    release(root, '1.3.0')
    promote(root, '--keep-target', '--commit')
    expect(read(root, web('production'))).toBe(deployment('1.3.0'))
    expect(read(root, config('production'))).toBe(settings({ colour: 'blue' }))
  })
})
