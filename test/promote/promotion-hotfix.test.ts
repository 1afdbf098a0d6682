import { describe, expect, it } from 'vitest'
import { git } from '../files/git-repository.ts'
import { commitFiles, createEnvironments, deployment, promote, read, settings, stop, succeed } from './sandbox.ts'

const web = (name: string): string => `clusters/${name}/web.yaml`
const config = (name: string): string => `clusters/${name}/settings.yaml`

/** Both environments after a promotion, then a hotfix in production and another change in staging. */
function createHotfix(): { readonly root: string; readonly hotfix: string } {
  const root = createEnvironments()
  promote(root, '--commit')
  const mended = deployment('1.1.0', 5).replace('replicas: 5', 'replicas: 5 # for the sale')
  const hotfix = commitFiles(root, { [web('production')]: mended }, 'More for the sale')
  commitFiles(root, { [web('staging')]: deployment('1.2.0') }, 'Release 1.2.0')
  return { root, hotfix }
}

describe('commits in the target that the source does not have', () => {
  it('stop a promotion, and are listed', () => {
    const { root, hotfix } = createHotfix()
    const report = stop(root)
    expect(report).toContain('✖ one commit to production would be undone: staging does not have what it changes')
    expect(report).toContain(`    ${hotfix.slice(0, 10)} T: More for the sale`)
    expect(report).toMatch(/`--keep-target`.*`--overwrite`/)
  })

  it('stop it when there was no promotion before, too', () => {
    const root = createEnvironments()
    commitFiles(root, { [config('production')]: settings({ colour: 'blue' }) }, 'Blue')
    expect(stop(root)).toContain('T: Blue')
  })

  it('do not where the source has the same change, in the same or another commit', () => {
    const { root } = createHotfix()
    commitFiles(root, { [web('staging')]: deployment('1.2.0', 5) }, 'Take it over')
    commitFiles(root, { [web('production')]: deployment('1.2.0', 5) }, 'Both alike')
    promote(root)
  })

  it('do not where the target is only behind the source', () => {
    const root = createEnvironments()
    promote(root, '--commit')
    commitFiles(root, { [web('staging')]: deployment('1.2.0') }, 'Release 1.2.0')
    commitFiles(root, { [web('production')]: deployment('1.2.0') }, 'By hand')
    commitFiles(root, { [web('staging')]: deployment('1.3.0') }, 'Release 1.3.0')
    promote(root)
    expect(read(root, web('production'))).toBe(deployment('1.3.0'))
  })

  it('do not in what is the target’s own', () => {
    const root = createEnvironments({
      '.gitops.yaml': 'environments: [staging, production]\npromotion: { keepFiles: [settings.yaml] }\n',
    })
    promote(root, '--commit')
    commitFiles(root, { [config('production')]: settings({ colour: 'blue' }) }, 'Blue')
    commitFiles(root, { [web('staging')]: deployment('1.2.0') }, 'Release 1.2.0')
    promote(root)
    expect(read(root, config('production'))).toBe(settings({ colour: 'blue' }))
  })

  it('are a file that the target added, and one that it deleted', () => {
    const root = createEnvironments()
    promote(root, '--commit')
    commitFiles(root, { 'clusters/production/own.yaml': settings({ a: '1' }, 'own') }, 'Add own')
    expect(stop(root)).toContain('T: Add own')
    commitFiles(root, { 'clusters/production/own.yaml': undefined, [config('production')]: undefined }, 'Drop it')
    expect(stop(root)).toContain('T: Drop it')
  })
})

describe('--keep-target', () => {
  it('carries only the source’s change, node by node, comments kept', () => {
    const { root } = createHotfix()
    const report = promote(root, '--keep-target', '--commit')
    expect(report).toContain('1 changed (+1 −1)')
    expect(read(root, web('production'))).toBe(
      deployment('1.2.0', 5).replace('replicas: 5', 'replicas: 5 # for the sale'),
    )
  })

  it('lists a conflict by file and field, and nothing is written', () => {
    const { root } = createHotfix()
    commitFiles(root, { [web('staging')]: deployment('1.2.0', 3) }, 'Three')
    const report = stop(root, '--keep-target')
    expect(report).toContain('✖ `clusters/production/web.yaml` was changed in both in different ways')
    expect(report).toMatch(/clusters\/production\/web\.yaml:7 .*spec\.replicas.*base 2, source 3, target 5/)
  })

  it('leaves a file that the target added, and deletes one that the source deleted', () => {
    const root = createEnvironments({
      'clusters/staging/old.txt': 'old\n',
      'clusters/production/old.txt': 'old\n',
    })
    promote(root, '--commit')
    commitFiles(root, { 'clusters/production/own.txt': 'own\n' }, 'Own')
    commitFiles(root, { 'clusters/staging/old.txt': undefined, 'clusters/staging/new.txt': 'new\n' }, 'New for old')
    promote(root, '--keep-target')
    const texts = ['own', 'old', 'new'].map((name) => read(root, `clusters/production/${name}.txt`))
    expect(texts).toEqual(['own\n', undefined, 'new\n'])
  })

  it('finds a conflict where the one side deleted and the other changed, and where both added', () => {
    const root = createEnvironments({
      'clusters/staging/a.txt': 'a\n',
      'clusters/production/a.txt': 'a\n',
      'clusters/staging/b.txt': 'b\n',
      'clusters/production/b.txt': 'b\n',
    })
    promote(root, '--commit')
    commitFiles(
      root,
      {
        'clusters/staging/a.txt': undefined,
        'clusters/production/a.txt': 'mine\n',
        'clusters/staging/b.txt': 'theirs\n',
        'clusters/production/b.txt': undefined,
        'clusters/staging/c.txt': 'theirs\n',
        'clusters/production/c.txt': 'mine\n',
      },
      'Apart',
    )
    const report = stop(root, '--keep-target')
    expect(report).toContain('clusters/production/a.txt: the source deleted the file, the target changed it')
    expect(report).toContain('clusters/production/b.txt: the source changed the file, the target deleted it')
    expect(report).toContain('clusters/production/c.txt: both added the file, with different contents')
  })

  it('says what to do where there was no promotion before', () => {
    expect(stop(createEnvironments(), '--keep-target')).toContain('promote once without `--keep-target`')
  })

  it('keeps the hotfix in the promotions after it, and still tells of it without `--keep-target`', () => {
    const { root } = createHotfix()
    promote(root, '--keep-target', '--commit')
    commitFiles(root, { [web('staging')]: deployment('1.3.0') }, 'Release 1.3.0')
    expect(stop(root)).toContain('T: More for the sale')
    promote(root, '--keep-target', '--commit')
    expect(read(root, web('production'))).toContain('web:1.3.0')
    expect(read(root, web('production'))).toContain('replicas: 5 # for the sale')
    expect(promote(root, '--keep-target')).toContain('nothing to do')
  })

  it('has a base that skips reverted promotions', () => {
    const root = createEnvironments()
    promote(root, '--commit')
    commitFiles(root, { [web('staging')]: deployment('1.2.0') }, 'Release 1.2.0')
    promote(root, '--commit')
    succeed(root, ['rollback', 'production', '--commit'])
    commitFiles(root, { [config('production')]: settings({ colour: 'blue' }) }, 'Blue')
    promote(root, '--keep-target', '--commit')
    expect(read(root, web('production'))).toBe(deployment('1.2.0'))
    expect(read(root, config('production'))).toBe(settings({ colour: 'blue' }))
  })

  it('has a base that skips promotions of a part', () => {
    const root = createEnvironments()
    promote(root, '--commit')
    const both = { [web('staging')]: deployment('1.2.0'), [config('staging')]: settings({ colour: 'green' }) }
    commitFiles(root, both, 'Release 1.2.0')
    promote(root, '--only', 'images', '--commit')
    commitFiles(root, { 'clusters/production/own.txt': 'own\n' }, 'Own')
    promote(root, '--keep-target', '--commit')
    expect(read(root, config('production'))).toBe(settings({ colour: 'green' }))
    expect(read(root, 'clusters/production/own.txt')).toBe('own\n')
  })
})

describe('--overwrite', () => {
  it('discards them by name', () => {
    const { root, hotfix } = createHotfix()
    const report = promote(root, '--overwrite', '--commit')
    expect(report).toMatch(new RegExp(`undone[^]*${hotfix.slice(0, 8)}.*More for the sale`))
    expect(read(root, web('production'))).toBe(deployment('1.2.0'))
    expect(git(root, ['log', '-1', '--format=%B'])).toContain('More for the sale')
    commitFiles(root, { [web('staging')]: deployment('1.3.0') }, 'Release 1.3.0')
    promote(root)
  })
})
