import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { git } from '../files/git-repository.ts'
import {
  commitFiles,
  configuration,
  createEnvironments,
  deployment,
  gitops,
  promote,
  read,
  settings,
  stateOf,
  succeed,
  write,
} from './sandbox.ts'

const web = (name: string): string => `clusters/${name}/web.yaml`
const config = (name: string): string => `clusters/${name}/settings.yaml`
const treeOf = (root: string, revision = 'HEAD'): string => git(root, ['rev-parse', `${revision}:clusters/production`])

describe('a promotion that is run twice', () => {
  it.each([[['--commit']], [['--commit', '--dry-run']], [['--format', 'patch']]])(
    'says the second time that there is nothing to do, with %j',
    (options) => {
      const root = createEnvironments()
      promote(root, '--commit')
      const before = stateOf(root)
      const { status, stdout, stderr } = gitops(root, ['promote', 'staging', 'production', ...options])
      expect(`${stdout}${stderr}`).toContain('nothing to do, there is no difference to carry')
      expect(status).toBe(0)
      expect(stateOf(root)).toBe(before)
    },
  )

  it('makes neither a branch nor a commit', () => {
    const root = createEnvironments()
    promote(root, '--commit')
    const before = stateOf(root)
    expect(promote(root, '--branch', 'again', '--commit')).toContain('nothing to do')
    expect(stateOf(root)).toBe(before)
  })
})

describe('gitops rollback', () => {
  it('reverts the last promotion and proves that the tree equals the one before', () => {
    const root = createEnvironments({ 'clusters/staging/new.txt': 'n\n', 'clusters/production/old.txt': 'o\n' })
    const before = treeOf(root)
    promote(root, '--overwrite', '--commit')
    const report = succeed(root, ['rollback', 'production', '--commit'])
    expect(treeOf(root)).toBe(before)
    expect(report).toContain(`note \`clusters/production\` is then the tree ${before.slice(0, 10)} that it was at`)
    expect(git(root, ['log', '-1', '--format=%B'])).toMatch(/^This reverts commit [0-9a-f]{40}\.$/m)
    expect(git(root, ['status', '--porcelain'])).toBe('')
  })

  it('takes the one before back when it is run again, and says when there is none', () => {
    const root = createEnvironments()
    const start = treeOf(root)
    promote(root, '--commit')
    const first = treeOf(root)
    commitFiles(root, { [web('staging')]: deployment('1.2.0') }, 'Release 1.2.0')
    promote(root, '--commit')
    succeed(root, ['rollback', 'production', '--commit'])
    expect(treeOf(root)).toBe(first)
    succeed(root, ['rollback', 'production', '--commit'])
    expect(treeOf(root)).toBe(start)
    expect(gitops(root, ['rollback', 'production'])).toMatchObject({
      status: 2,
      stderr:
        'gitops: no promotion to `production` is in this history that could be taken back; there is none at all\n',
    })
  })

  it('refuses where the environment has changed since, names the commits, and undoes them with `--overwrite`', () => {
    const root = createEnvironments()
    const start = treeOf(root)
    promote(root, '--commit')
    commitFiles(root, { [config('production')]: settings({ colour: 'blue' }) }, 'Blue')
    const before = stateOf(root)
    const { status, stdout } = gitops(root, ['rollback', 'production', '--commit'])
    expect(status).toBe(1)
    expect(stdout).toMatch(/✖ production has changed since the promotion [0-9a-f]{10}/)
    expect(stdout).toContain('T: Blue')
    expect(stateOf(root)).toBe(before)
    succeed(root, ['rollback', 'production', '--commit', '--overwrite'])
    expect(treeOf(root)).toBe(start)
    expect(git(root, ['log', '-1', '--format=%B'])).toMatch(/^Undoes [0-9a-f]{10} of T: Blue$/m)
  })

  it('refuses a target with uncommitted changes', () => {
    const root = createEnvironments()
    promote(root, '--commit')
    write(root, { [config('production')]: settings({ colour: 'blue' }) })
    expect(gitops(root, ['rollback', 'production'])).toMatchObject({ status: 1 })
    expect(read(root, config('production'))).toBe(settings({ colour: 'blue' }))
  })

  it('keeps what is the cluster’s own, and says that the tree is another', () => {
    const root = createEnvironments({ 'clusters/production/flux-system/own.txt': '1\n' })
    promote(root, '--commit')
    commitFiles(root, { 'clusters/production/flux-system/own.txt': '2\n' }, 'Flux 2.10')
    expect(succeed(root, ['rollback', 'production', '--commit'])).toContain('is not the same tree')
    expect(read(root, 'clusters/production/flux-system/own.txt')).toBe('2\n')
    expect(read(root, web('production'))).toBe(deployment('1.0.0'))
  })

  it('takes a promotion back that was merged with a merge commit', () => {
    const root = createEnvironments()
    const start = treeOf(root)
    promote(root, '--branch', 'release', '--commit')
    git(root, ['checkout', '-q', 'main'])
    commitFiles(root, { [web('staging')]: deployment('1.2.0') }, 'Release 1.2.0')
    git(root, ['merge', '-q', '--no-ff', '-m', 'Merge', 'release'])
    succeed(root, ['rollback', 'production', '--commit'])
    expect(treeOf(root)).toBe(start)
  })
})

describe('what is not committed', () => {
  it('is taken back by the command line that the report ends with', () => {
    const root = createEnvironments({
      '.gitops.yaml': configuration('{ directories: ["clusters/{environment}", "my apps/{environment}"] }'),
      'my apps/staging/a.txt': 'a\n',
      'clusters/staging/new.txt': 'n\n',
    })
    const before = stateOf(root)
    const takeBack = (report: string): void => {
      const [, command = ''] = /\nto take it back: (.*)\n$/.exec(report) ?? []
      execFileSync('sh', ['-c', command], { cwd: root, stdio: 'pipe' })
    }
    takeBack(promote(root))
    expect(stateOf(root)).toBe(before)
    promote(root, '--commit')
    const committed = stateOf(root)
    takeBack(succeed(root, ['rollback', 'production']))
    expect(stateOf(root)).toBe(committed)
  })
})

describe('a later promotion', () => {
  it.each([
    ['gitops rollback', (root: string) => void succeed(root, ['rollback', 'production', '--commit'])],
    ['git revert', (root: string) => void git(root, ['revert', '--no-edit', 'HEAD'])],
  ])('after %s is not silently empty', (_, takeBack) => {
    const root = createEnvironments()
    promote(root, '--commit')
    commitFiles(root, { [web('staging')]: deployment('1.2.0') }, 'Release 1.2.0')
    promote(root, '--commit')
    takeBack(root)
    expect(read(root, web('production'))).toBe(deployment('1.1.0'))
    expect(succeed(root, ['promotions', 'production'])).toMatch(/\(taken back\) Promote staging to production/)
    const report = promote(root, '--commit')
    expect(report).toContain('1 changed')
    expect(report).toMatch(/Release 1\.2\.0/)
    expect(read(root, web('production'))).toBe(deployment('1.2.0'))
  })

  it('after a revert of the revert knows it again', () => {
    const root = createEnvironments()
    promote(root, '--commit')
    git(root, ['revert', '--no-edit', 'HEAD'])
    git(root, ['revert', '--no-edit', 'HEAD'])
    expect(succeed(root, ['promotions'])).not.toContain('(taken back)')
    expect(promote(root)).toContain('nothing to do')
  })
})

describe('gitops promotions', () => {
  it('lists past ones from the commit trailers: when, by whom, from which commit', () => {
    const root = createEnvironments()
    const base = git(root, ['rev-parse', '--short=8', 'HEAD'])
    promote(root, '--commit')
    const list = succeed(root, ['promotions', 'production'])
    expect(list.split('\n')[1]).toMatch(
      new RegExp(`^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d  [0-9a-f]{8}  staging → production  ${base}  Ada +Promote`),
    )
    expect(JSON.parse(succeed(root, ['promotions', '--format', 'json']))).toMatchObject([
      { source: 'staging', target: 'production', author: 'Ada', isReverted: false },
    ])
    expect(succeed(root, ['promotions', 'clusters/production/'])).toBe(list)
    expect(succeed(root, ['promotions', 'staging'])).toBe('No promotion was found.\n')
  })

  it('of an unknown environment are told with the nearest match', () => {
    const { status, stderr } = gitops(createEnvironments(), ['promotions', 'produktion'])
    expect(stderr).toContain('did you mean `production`?')
    expect(status).toBe(2)
  })
})

describe('gitops drift', () => {
  const declared = configuration('{ keepFiles: [README.md], keepFields: [spec.replicas] }')

  it('tells declared differences apart from undeclared ones, usable as a gate', () => {
    const root = createEnvironments({
      '.gitops.yaml': declared,
      'clusters/production/README.md': 'p\n',
      [web('production')]: deployment('1.1.0', 7),
    })
    const gate = ['drift', 'staging', 'production', '--exit-code']
    const clean = gitops(root, gate)
    expect(clean.stdout).toContain('no undeclared difference')
    expect(clean.stdout).toContain('clusters/production/README.md')
    expect(clean.stdout).toMatch(/spec\.replicas/)
    expect(clean.status).toBe(0)
    commitFiles(root, { [config('production')]: settings({ colour: 'blue' }) }, 'Blue')
    const differing = gitops(root, gate)
    expect(differing.stdout).toContain('1 undeclared difference')
    expect(differing.stdout).toContain('clusters/production/settings.yaml')
    expect(differing.status).toBe(1)
    expect(gitops(root, gate.slice(0, 3)).status).toBe(0)
  })

  it('compares with a revision of the source, and knows its environments', () => {
    const root = createEnvironments()
    git(root, ['tag', 'v1'])
    promote(root, '--commit')
    commitFiles(root, { [web('staging')]: deployment('1.2.0') }, 'Release 1.2.0')
    const gate = ['drift', 'staging', 'production', '--exit-code']
    expect(gitops(root, gate).status).toBe(1)
    expect(gitops(root, [...gate, '--source-ref', 'v1']).status).toBe(0)
    expect(gitops(root, ['drift', 'stagin', 'production']).stderr).toContain('did you mean `staging`?')
  })
})
