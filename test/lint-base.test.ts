import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { clone, createDirectory, createRepository, git, type Tree } from './files/git-repository.ts'
import { type BinaryRun, runBinary } from './run-binary.ts'

const staging = 'clusters/staging/kustomization.yaml'
const production = 'clusters/production/kustomization.yaml'

const rules = 'rules:\n  promotion-one-environment: error\n  promotion-one-kind: error\n'

function flux(environment: string): string {
  return `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: flux-system, namespace: flux-system }
spec: { interval: 1m, url: https://git.example.com/platform.git, ref: { branch: main } }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: flux-system, namespace: flux-system }
spec:
  interval: 10m
  path: ./clusters/${environment}
  prune: true
  sourceRef: { kind: GitRepository, name: flux-system }
`
}

function cluster(tag: string, level = 'debug'): string {
  return `resources:
  - flux-system.yaml
  - ../../apps/shop
images:
  - name: registry.example.com/shop
    newTag: ${tag}
configMapGenerator:
  - name: shop
    namespace: shop
    literals:
      - level=${level}
`
}

const shop = `apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop, namespace: shop }
spec:
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec:
      containers:
        - name: shop
          image: registry.example.com/shop
`

const start = {
  '.gitops.yaml': `environments: [staging, production]\n${rules}`,
  'clusters/staging/flux-system.yaml': flux('staging'),
  'clusters/production/flux-system.yaml': flux('production'),
  [staging]: cluster('1.4.0'),
  [production]: cluster('1.4.0'),
  'apps/shop/kustomization.yaml': 'resources: [shop.yaml]\n',
  'apps/shop/shop.yaml': shop,
}

/** A branch `feature` of a repository with one commit on `main`. */
function createBranch(tree: Tree = start): string {
  const root = createRepository([tree])
  git(root, ['checkout', '-q', '-b', 'feature'])
  git(root, ['config', 'user.name', 'T'])
  git(root, ['config', 'user.email', 't@t'])
  return root
}

function write(root: string, files: Readonly<Record<string, string | null>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    if (text === null) rmSync(join(root, path))
    else writeFileSync(join(root, path), text)
  }
}

/** Commits changed files with a message. */
function change(root: string, files: Readonly<Record<string, string | null>>, message = 'change'): void {
  write(root, files)
  git(root, ['add', '--all'])
  git(root, ['commit', '-q', '-m', message])
}

interface Found {
  readonly status: number | null
  readonly findings: readonly string[]
}

/** What the policy finds; other rules have nothing to say of these repositories. */
function lint(root: string, args: readonly string[] = ['--base', 'main']): Found {
  const { status, stdout, stderr } = runBinary('gitops-lint', ['--format', 'json', ...args], root)
  expect(stderr).toBe('')
  const report: unknown = JSON.parse(stdout)
  return { status, findings: readFindings(report) }
}

function readFindings(report: unknown): readonly string[] {
  if (typeof report !== 'object' || report === null || !('findings' in report)) throw new Error('no findings')
  const { findings } = report
  if (!Array.isArray(findings)) throw new Error('no list of findings')
  return findings.map((one) => `${one.file}:${one.line} ${one.rule} ${one.message}`)
}

const inBoth = `${production}:6 promotion-one-environment \`${production}\` of \`production\` is changed together with \`staging\`, and not by a promotion`

describe('gitops-lint --base', () => {
  it('finds what is changed by hand in two environments', () => {
    const root = createBranch()
    change(root, { [staging]: cluster('1.5.0') })
    expect(lint(root)).toEqual({ status: 0, findings: [] })
    change(root, { [production]: cluster('1.5.0') })
    expect(lint(root)).toEqual({ status: 1, findings: [inBoth] })
  })

  it('says nothing of it without --base, or while the rules are off', () => {
    const root = createBranch({ ...start, '.gitops.yaml': 'environments: [staging, production]\n' })
    change(root, { [staging]: cluster('1.5.0', 'info'), [production]: cluster('1.5.0', 'info') })
    expect(lint(root)).toEqual({ status: 0, findings: [] })
    change(root, { '.gitops.yaml': start['.gitops.yaml'] })
    expect(lint(root, [])).toEqual({ status: 0, findings: [] })
    expect(lint(root).findings).toHaveLength(3)
  })

  it('shows both places, and how to split it', () => {
    const root = createBranch()
    change(root, { [staging]: cluster('1.5.0'), [production]: cluster('1.5.0', 'info') })
    const { stdout } = runBinary('gitops-lint', ['--base', 'main'], root)
    expect(stdout).toContain(`at ${production}:6:5`)
    expect(stdout).toContain(`${staging}:6:5 of staging`)
    expect(stdout).toContain('run `gitops promote staging production --commit`')
    expect(stdout).toContain(`\`production\` gets other versions and other configuration at once, in \`${production}\``)
    expect(stdout).toContain(`${production}:11:7 configuration`)
    expect(stdout).toContain('`gitops promote staging production --only images`')
  })

  it('counts what is not committed', () => {
    const root = createBranch()
    change(root, { [staging]: cluster('1.5.0') })
    write(root, { [production]: cluster('1.5.0') })
    expect(lint(root).findings).toEqual([inBoth])
    git(root, ['add', '--all'])
    expect(lint(root).findings).toEqual([inBoth])
    git(root, ['reset', '-q', '--hard'])
    write(root, { 'clusters/production/more.yaml': 'a: 1\n' })
    expect(lint(root).findings.join()).toContain('`clusters/production/more.yaml` of `production` is changed')
  })

  it('compares with where the branch left, not with what has happened there since', () => {
    const root = createBranch()
    change(root, { [staging]: cluster('1.5.0') })
    git(root, ['checkout', '-q', 'main'])
    change(root, { [production]: cluster('1.3.0') })
    git(root, ['checkout', '-q', 'feature'])
    expect(lint(root).findings).toEqual([])
    git(root, ['merge', '-q', '--no-edit', 'main'])
    expect(lint(root).findings).toEqual([])
  })

  it('does not count what was taken back, or goes or comes with its environment', () => {
    const root = createBranch()
    change(root, { [staging]: cluster('1.5.0') })
    change(root, { [production]: cluster('1.5.0') })
    change(root, { [production]: cluster('1.4.0') })
    expect(lint(root).findings).toEqual([])
    const without = { '.gitops.yaml': `environments: [staging]\n${rules}` }
    change(root, { ...without, [production]: null, 'clusters/production/flux-system.yaml': null })
    expect(lint(root).findings).toEqual([])
    git(root, ['checkout', '-q', '-B', 'main'])
    git(root, ['checkout', '-q', '-b', 'again'])
    change(root, { ...start, [staging]: cluster('1.6.0') })
    expect(lint(root).findings).toEqual([])
  })

  it('names a deleted file', () => {
    const root = createBranch({ ...start, 'clusters/production/old.yaml': 'a: 1\n' })
    change(root, { [staging]: cluster('1.5.0'), 'clusters/production/old.yaml': null })
    expect(lint(root).findings.join()).toContain('`clusters/production/old.yaml` of `production` is changed')
    expect(runBinary('gitops-lint', ['--base', 'main'], root).stdout).toContain('at clusters/production/old.yaml\n')
  })

  it('takes what a sparse checkout leaves out for unchanged', () => {
    const root = createBranch()
    change(root, { [staging]: cluster('1.5.0') })
    change(root, { 'clusters/production/more.yaml': 'a: 1\n' })
    git(root, ['sparse-checkout', 'set', 'clusters/staging', 'apps'])
    expect(lint(root).findings.filter((one) => one.includes('promotion-'))).toEqual([])
  })

  it.runIf(process.getuid?.() === 0)('judges a work tree of another user, as containers have it', () => {
    const root = createBranch()
    change(root, { [staging]: cluster('1.5.0') })
    execFileSync('chown', ['-R', '12345', root])
    expect(lint(root)).toEqual({ status: 0, findings: [] })
    write(root, { [production]: cluster('1.5.0') })
    expect(lint(root)).toEqual({ status: 1, findings: [inBoth] })
  })

  it('lets a change of what both share through', () => {
    const root = createBranch()
    change(root, { 'apps/shop/shop.yaml': shop.replace('name: shop\n          image', 'name: web\n          image') })
    expect(lint(root)).toEqual({ status: 0, findings: [] })
  })

  it('works in a directory of a repository, and reports on the paths that are asked for', () => {
    const inner = Object.fromEntries(Object.entries(start).map(([path, text]) => [`platform/${path}`, text]))
    const root = createBranch({ ...inner, 'clusters/production/other.txt': 'x' })
    change(root, { [`platform/${staging}`]: cluster('1.5.0'), [`platform/${production}`]: cluster('1.5.0') })
    expect(lint(join(root, 'platform')).findings).toEqual([inBoth])
    expect(lint(root, ['platform/clusters/staging', '--base', 'main']).findings).toEqual([])
  })
})

describe('gitops-lint --base and promotions', () => {
  const promote = (root: string, args: readonly string[]): BinaryRun => {
    const run = runBinary('gitops', args, root)
    expect(run.stderr).toBe('')
    expect(run.status).toBe(0)
    return run
  }

  it('lets a promotion and its rollback through, but not what comes on top by hand', () => {
    const root = createBranch()
    change(root, { [staging]: cluster('1.5.0') })
    promote(root, ['promote', 'staging', 'production', '--commit'])
    expect(lint(root)).toEqual({ status: 0, findings: [] })
    change(root, { [production]: cluster('1.5.1') })
    expect(lint(root).findings).toEqual([inBoth])
    git(root, ['reset', '-q', '--hard', 'HEAD~1'])
    git(root, ['checkout', '-q', '-B', 'main'])
    git(root, ['checkout', '-q', '-b', 'back'])
    change(root, { [staging]: cluster('1.6.0') })
    promote(root, ['rollback', 'production', '--commit'])
    expect(lint(root)).toEqual({ status: 0, findings: [] })
  })

  it('finds a promotion of both kinds, and lets each of them through', () => {
    const root = createBranch()
    change(root, { [staging]: cluster('1.5.0', 'info') })
    git(root, ['checkout', '-q', '-B', 'main'])
    git(root, ['checkout', '-q', '-b', 'whole'])
    promote(root, ['promote', 'staging', 'production', '--commit'])
    const both = `${production}:6 promotion-one-kind \`production\` gets other versions and other configuration at once, in \`${production}\``
    expect(lint(root)).toEqual({ status: 1, findings: [both] })
    for (const part of ['images', 'config']) {
      git(root, ['checkout', '-q', '-B', part, 'main'])
      promote(root, ['promote', 'staging', 'production', '--only', part, '--commit'])
      expect(lint(root)).toEqual({ status: 0, findings: [] })
    }
  })
})

describe('gitops-lint --base where Git cannot tell', () => {
  it.each([
    [
      'a revision that is not there',
      'features',
      'there is no commit `features` in this repository; there is `feature`',
    ],
    ['an option', '--output=x', 'there is no commit `--output=x`'],
    ['nothing', '', '--base needs a revision, or `auto`'],
  ])('%s', (_name, base, message) => {
    const { status, stderr } = runBinary('gitops-lint', [`--base=${base}`], createBranch())
    expect(stderr).toContain(message)
    expect(status).toBe(2)
  })

  it('no common history', () => {
    const root = createBranch()
    git(root, ['checkout', '-q', '--orphan', 'other'])
    change(root, {}, 'another beginning')
    const { status, stderr } = runBinary('gitops-lint', ['--base', 'main'], root)
    expect(stderr).toContain('`main` and HEAD have no common history')
    expect(status).toBe(2)
  })

  it('no repository', () => {
    const root = createDirectory()
    write(root, { [staging]: 'resources: []\n' })
    const { status, stderr } = runBinary('gitops-lint', ['--base', 'main'], root)
    expect(stderr).toContain('only be read in a Git repository')
    expect(status).toBe(2)
  })

  it('a shallow clone', () => {
    const root = createBranch()
    change(root, { [staging]: cluster('1.5.0') })
    git(root, ['checkout', '-q', 'main'])
    change(root, { [production]: cluster('1.5.0') })
    git(root, ['checkout', '-q', 'feature'])
    const copy = clone(root, ['--depth=1', '--no-single-branch'])
    const { status, stderr } = runBinary('gitops-lint', ['--base', 'origin/main'], copy)
    expect(stderr).toContain('this clone is shallow')
    expect(status).toBe(2)
  })
})
