import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { clone, commit, createDirectory, createRepository, git, type Tree } from './files/git-repository.ts'
import { runBinary } from './run-binary.ts'

const flux = `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: flux-system, namespace: flux-system }
spec: { interval: 1m, url: https://git.example.com/platform.git, ref: { branch: main } }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: flux-system, namespace: flux-system }
spec:
  interval: 10m
  path: ./clusters/production
  prune: true
  sourceRef: { kind: GitRepository, name: flux-system }
`

const apps = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec:
  interval: 10m
  path: ./apps
  prune: true
  sourceRef: { kind: GitRepository, name: flux-system }
`

function settings(colour: string): string {
  return `apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
data: { colour: ${colour} }
`
}

function treeOf(colour: string, more: Tree = {}): Tree {
  return {
    'clusters/production/flux-system.yaml': flux,
    'clusters/production/apps.yaml': apps,
    'apps/settings.yaml': settings(colour),
    ...more,
  }
}

const change = (from: string, to: string): string => `data.colour: ${from} → ${to}  apps/settings.yaml:4:17`

describe('gitops diff', () => {
  it('compares a branch with the commit at which it left main', () => {
    const root = createRepository([treeOf('red')])
    git(root, ['checkout', '-q', '-b', 'feature'])
    commit(root, treeOf('green'))
    git(root, ['checkout', '-q', 'main'])
    commit(root, treeOf('yellow'))
    git(root, ['checkout', '-q', 'feature'])
    const { stdout, stderr, status } = runBinary('gitops', ['diff', 'production'], root)
    expect(stderr).toBe('')
    expect(stdout).toContain('the work tree compared with where HEAD left main')
    expect(stdout).toContain(change('red', 'green'))
    expect(status).toBe(0)
  })

  it('compares the work tree of main with its last commit', () => {
    const root = createRepository([treeOf('red'), treeOf('green')])
    writeFileSync(join(root, 'apps/settings.yaml'), settings('blue'))
    expect(runBinary('gitops', ['diff'], root).stdout).toContain(change('green', 'blue'))
  })

  it('compares two revisions without touching the work tree', () => {
    const root = createRepository([treeOf('red'), treeOf('green')])
    writeFileSync(join(root, 'apps/settings.yaml'), 'broken: [')
    const args = ['diff', '--base', 'HEAD~1', '--head', 'HEAD']
    const { stdout, status } = runBinary('gitops', [...args, '--exit-code'], root)
    expect(stdout).toContain(change('red', 'green'))
    expect(status).toBe(1)
    expect(runBinary('gitops', ['diff', '--base', 'HEAD', '--head', 'HEAD', '--exit-code'], root)).toMatchObject({
      stdout: 'HEAD compared with HEAD\n\nproduction  no difference\n',
      status: 0,
    })
    expect(git(root, ['status', '--short'])).toBe('M apps/settings.yaml')
  })

  it('finds the main branch of the remote, and the target of a merge request', () => {
    const root = createRepository([treeOf('red')])
    git(root, ['branch', 'release'])
    const copy = clone(root)
    git(copy, ['checkout', '-q', '-b', 'feature'])
    git(copy, ['branch', '-q', '-D', 'main'])
    commit(copy, treeOf('green'))
    expect(runBinary('gitops', ['diff'], copy).stdout).toContain('where HEAD left origin/HEAD')
    const env = { GITHUB_BASE_REF: 'release' }
    expect(runBinary('gitops', ['diff'], copy, { env }).stdout).toContain('where HEAD left origin/release')
    const missing = runBinary('gitops', ['diff'], copy, { env: { GITHUB_BASE_REF: 'gone' } })
    expect(missing).toMatchObject({ status: 2, stderr: expect.stringContaining('no branch `gone`') })
  })

  it('takes a cluster by its directory', () => {
    const root = createRepository([treeOf('red'), treeOf('green')])
    const expected = { stdout: expect.stringContaining(change('red', 'green')), status: 0 }
    const ask = (cluster: string, directory: string): unknown =>
      runBinary('gitops', ['diff', cluster, '--base', 'HEAD~1'], directory)
    expect(ask('clusters/production', root)).toMatchObject(expected)
    expect(ask('production', join(root, 'clusters'))).toMatchObject(expected)
    expect(ask('.', join(root, 'clusters/production'))).toMatchObject(expected)
    expect(ask(join(root, 'clusters/production'), createDirectory())).toMatchObject(expected)
  })

  it('takes the configuration of the later state for both', () => {
    const before: Tree = { ...treeOf('red'), 'tenants/a/apps.yaml': apps }
    const root = createRepository([before])
    writeFileSync(join(root, '.gitops.yaml'), 'clusters: [clusters/production, tenants/a]\n')
    const { stdout } = runBinary('gitops', ['diff'], root)
    expect(stdout).toContain('a, production  no difference')
  })

  it('shows no secret in any format', () => {
    const secret = (value: string): Tree => ({
      'apps/secret.yaml': `apiVersion: v1
kind: Secret
metadata: { name: credentials, namespace: shop }
stringData: { password: ${value}, user: shop }
`,
    })
    const root = createRepository([treeOf('red', secret('Tr0ub4dor&3-first'))])
    const [path = '', text = ''] = Object.entries(secret('Tr0ub4dor&3-second'))[0] ?? []
    writeFileSync(join(root, path), String(text))
    writeFileSync(join(root, 'apps/settings.yaml'), settings('pre-Tr0ub4dor&3-first-post'))
    for (const format of ['text', 'json', 'markdown']) {
      const { stdout, stderr } = runBinary('gitops', ['diff', '--format', format], root)
      expect(stdout).toContain('stringData.password')
      expect(stdout + stderr).not.toContain('Tr0ub4dor')
    }
  })

  it('says what is wrong with the question', () => {
    const root = createRepository([treeOf('red')])
    expect(runBinary('gitops', ['diff', 'producton'], root)).toMatchObject({
      status: 2,
      stderr: 'gitops: there is no cluster `producton`; did you mean `production`? there are production\n',
    })
    expect(runBinary('gitops', ['diff', '--base', 'mainn'], root)).toMatchObject({
      status: 2,
      stderr: 'gitops: there is no commit `mainn` in this repository; there is `main`\n',
    })
    const empty = createDirectory()
    expect(runBinary('gitops', ['diff'], empty)).toMatchObject({
      status: 2,
      stderr: 'gitops: revisions can only be read in a Git repository, and this directory lies in none\n',
    })
  })

  it('keeps a comment short', () => {
    const many = (colour: string): Tree =>
      Object.fromEntries(
        Array.from({ length: 600 }, (_, index) => [
          `apps/many-${index}.yaml`,
          settings(colour).replace('settings', `settings-${index}`),
        ]),
      )
    const root = createRepository([treeOf('red', many('red')), treeOf('red', many('green'))])
    const { stdout } = runBinary('gitops', ['diff', '--base', 'HEAD~1', '--format', 'markdown'], root)
    expect(stdout.length).toBeLessThan(60_000)
    expect(stdout).toContain('600 changed')
    expect(stdout).toMatch(/_\d+ more parts of this did not fit: run `gitops diff` to see all of it._\n$/)
  })
})
