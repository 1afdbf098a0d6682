import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runBinary } from './run-binary.ts'
import { writeTree } from './write-tree.ts'

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1
`
const service = `apiVersion: v1
kind: Service
metadata:
  name: web
`
const repository = {
  '.git/HEAD': '',
  'base/kustomization.yaml': 'resources: [deployment.yaml, service.yaml]\n',
  'base/deployment.yaml': deployment,
  'base/service.yaml': service,
  'production/kustomization.yaml': 'resources: [../base]\nreplicas: [{ name: web, count: 3 }]\n',
}

describe('gitops build', () => {
  it('prints what kustomize prints, sorted by kind', () => {
    const { stdout, stderr, status } = runBinary('gitops', ['build', 'production'], writeTree(repository))
    expect(stdout).toBe(`${service}---\n${deployment.replace('replicas: 1', 'replicas: 3')}`)
    expect([stderr, status]).toEqual(['', 0])
  })

  it('leaves the order as it is read with --reorder none', () => {
    const { stdout } = runBinary('gitops', ['build', '--reorder', 'none', 'production'], writeTree(repository))
    expect(stdout).toBe(`${deployment.replace('replicas: 1', 'replicas: 3')}---\n${service}`)
  })

  it('builds several directories into one stream', () => {
    const { stdout } = runBinary('gitops', ['build', 'production', 'base'], writeTree(repository))
    expect(stdout.match(/^replicas:|^ {2}replicas: \d/gm)).toEqual(['  replicas: 3', '  replicas: 1'])
    expect(stdout.match(/^---$/gm)).toHaveLength(3)
  })

  it('writes a file, or one file for each object to a directory', () => {
    const root = writeTree({ ...repository, 'out/.keep': '' })
    expect(runBinary('gitops', ['build', 'production', '-o', 'all.yaml'], root)).toMatchObject({
      stdout: '',
      status: 0,
    })
    expect(readFileSync(join(root, 'all.yaml'), 'utf8')).toContain('replicas: 3')
    runBinary('gitops', ['build', 'production', '-o', 'out'], root)
    expect(readdirSync(join(root, 'out')).sort()).toEqual([
      '.keep',
      'apps_v1_deployment_web.yaml',
      'v1_service_web.yaml',
    ])
    expect(readFileSync(join(root, 'out/v1_service_web.yaml'), 'utf8')).toBe(service)
  })

  it('says why a file cannot be written, and leaves nothing half done', () => {
    const root = writeTree(repository)
    const { stderr, status } = runBinary('gitops', ['build', 'production', '-o', 'no/such/file.yaml'], root)
    expect([stderr, status]).toEqual([expect.stringContaining('cannot be written: '), 2])
    expect(existsSync(join(root, 'no'))).toBe(false)
  })

  it('prints nothing but what is wrong where kustomize fails, all of it at once', () => {
    const root = writeTree({
      ...repository,
      'production/kustomization.yaml':
        'resources: [../bases]\npatches: [{ path: patch.yaml }]\nconfigMapGenerator: [{ name: a, literals: [b] }]\n',
    })
    const { stdout, stderr, status } = runBinary('gitops', ['build', 'production'], root)
    expect([stdout, status]).toEqual(['', 1])
    expect(stderr).toContain('error `../bases` does not exist; did you mean `base`?')
    expect(stderr).toContain('production/kustomization.yaml:1:13')
    expect(stderr).toContain('error a literal has no `=` between a key and a value')
    expect(stderr).toContain('error `patch.yaml` does not exist')
    expect(stderr).toContain('✖ production has 3 errors: nothing is printed.')
  })

  it('names what cannot be had offline, builds the rest, and does not pass it off as all', () => {
    const root = writeTree({
      ...repository,
      'production/kustomization.yaml':
        'resources: [../base, https://example.com/a.yaml]\nhelmCharts: [{ name: redis }]\ngenerators: [plugin.yaml]\n',
      'production/plugin.yaml': 'apiVersion: acme/v1\nkind: Magic\nmetadata: { name: a }\n',
    })
    const { stdout, stderr, status } = runBinary('gitops', ['build', 'production'], root)
    expect(stdout).toBe(`${service}---\n${deployment}`)
    expect(status).toBe(1)
    expect(stderr).toContain('warning `https://example.com/a.yaml` would be fetched from the network')
    expect(stderr).toContain('warning the Helm chart `redis` cannot be rendered offline')
    expect(stderr).toContain('warning the generator `Magic` is a program of its own')
    expect(stderr).toContain('⚠ production is not complete')
  })

  it('reads no file outside of the directory unless told so, and never one outside of the repository', () => {
    const root = writeTree({
      ...repository,
      'shared.yaml': service.replace('name: web', 'name: shared'),
      'production/kustomization.yaml': 'resources: [../shared.yaml]\n',
      'outside/kustomization.yaml': 'resources: [../../secret.yaml, /etc/passwd]\n',
    })
    const refused = runBinary('gitops', ['build', 'production'], root)
    expect([refused.stdout, refused.status]).toEqual(['', 1])
    expect(refused.stderr).toContain('which kustomize refuses by default')
    const options = ['--load-restrictor', 'LoadRestrictionsNone']
    expect(runBinary('gitops', ['build', ...options, 'production'], root).stdout).toContain('name: shared')
    const outside = runBinary('gitops', ['build', ...options, 'outside'], root)
    expect(outside.stderr.match(/lies outside of the repository/g)).toHaveLength(2)
  })

  it.each([
    [['build'], /`gitops build` needs more than that; see/],
    [['build', 'nowhere'], /there is no such file or directory/],
    [['build', 'base/service.yaml'], /is a file; name the directory to build/],
    [['build', 'production', '--reorder', 'random'], /--reorder must be one of legacy, none/i],
    [['build', 'production', '--load-restricter', 'x'], /did you mean `--load-restrictor`/],
  ])('refuses %j in one line', (args, message) => {
    const { stdout, stderr, status } = runBinary('gitops', args, writeTree(repository))
    expect([stdout, status]).toEqual(['', 2])
    expect(stderr).toMatch(message)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  })
})
