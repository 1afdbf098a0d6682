import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { Chalk } from 'chalk'
import { describe, expect, it } from 'vitest'
import { openNodeFileSystem } from '../src/files/node-file-system.ts'
import { buildRepository } from '../src/model/build-repository.ts'
import { defaultLayout } from '../src/model/layout.ts'
import { listInventory } from '../src/model/queries/list-inventory.ts'
import { createClusterSecretTest } from '../src/report/cluster-secret-test.ts'
import { cutMiddle, fitColumns, wrapWords } from '../src/report/fit-columns.ts'
import { renderInventory } from '../src/report/render-inventory.ts'
import { runBinary } from './run-binary.ts'
import { writeTree } from './write-tree.ts'

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../schemas/inventory.schema.json'), 'utf8'))
const isReport = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema)

const kustomization = (name: string, path: string, more = ''): string => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: ${name}, namespace: flux-system}
spec:
  path: ${path}
${more === '' ? '  sourceRef: {kind: GitRepository, name: flux-system}\n  prune: true\n' : more}`

const own = '  sourceRef: {kind: GitRepository, name: flux-system}\n'

const configMap = (name: string, namespace = 'shop'): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\n`

const tree = {
  'clusters/live/flux-system/gotk-sync.yaml': `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: {name: flux-system, namespace: flux-system}
spec: {url: https://github.com/acme/gitops}
---
${kustomization('flux-system', './clusters/live')}`,
  'clusters/live/apps.yaml': kustomization('apps', './apps', `${own}  prune: true\n  wait: true\n`),
  'clusters/live/away.yaml': `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: {name: away, namespace: flux-system}
spec: {url: https://git.example.com/away}
---
${kustomization('away', './deploy', '  sourceRef: {kind: GitRepository, name: away}\n  prune: true\n')}`,
  'clusters/live/twin.yaml': kustomization('twin', './apps/web', `${own}  prune: false\n  suspend: true\n`),
  'clusters/live/remote.yaml': kustomization(
    'remote',
    './apps/web',
    `${own}  prune: true\n  kubeConfig: {secretRef: {name: edge}}\n`,
  ),
  'clusters/live/lost.yaml': kustomization('lost', './nowhere'),
  'apps/kustomization.yaml': `resources: [web, child.yaml]
patches:
  - patch: |
      {apiVersion: v1, kind: ConfigMap, metadata: {name: web, namespace: shop}, data: {a: b}}
`,
  'apps/child.yaml': kustomization('child', './child'),
  'apps/web/kustomization.yaml': 'resources: [web.yaml]\n',
  'apps/web/web.yaml': configMap('web'),
  'child/release.yaml':
    'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: release, namespace: shop}\nspec: {}\n',
  'child/scope.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n',
}

function inventory(...args: readonly string[]) {
  return runBinary('gitops', ['inventory', ...args], writeTree({ '.gitops.yaml': '', ...tree }))
}

describe('gitops inventory', () => {
  it('lists objects below their owners, in the tree of who applies whom', () => {
    const { status, stdout, stderr } = inventory('live')
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toBe(`live  clusters/live

flux-system/flux-system  prune  clusters/live/flux-system/gotk-sync.yaml:10
  Kustomization  flux-system  apps         clusters/live/apps.yaml:3
  GitRepository  flux-system  away         clusters/live/away.yaml:3
  Kustomization  flux-system  away         clusters/live/away.yaml:8
  GitRepository  flux-system  flux-system  clusters/live/flux-system/gotk-sync.yaml:3
  Kustomization  flux-system  flux-system  clusters/live/flux-system/gotk-sync.yaml:8
  Kustomization  flux-system  lost         clusters/live/lost.yaml:3
  Kustomization  flux-system  remote       clusters/live/remote.yaml:3
  Kustomization  flux-system  twin         clusters/live/twin.yaml:3

└ flux-system/apps  prune  wait  clusters/live/apps.yaml:5
  ConfigMap      shop         web          apps/web/web.yaml:4 +1 also flux-system/twin
  Kustomization  flux-system  child        apps/child.yaml:3

  └ flux-system/child  prune  apps/child.yaml:5
  HelmRelease    shop         release      child/release.yaml:3
  Namespace      -            shop         child/scope.yaml:3

└ flux-system/away  ?  prune  not seen: another repository  clusters/live/away.yaml:10

└ flux-system/lost  prune  not seen: no such directory  clusters/live/lost.yaml:5

└ flux-system/remote  cluster of edge  prune  clusters/live/remote.yaml:5
  ConfigMap      shop         web          apps/web/web.yaml:4

└ flux-system/twin  suspended  no prune  clusters/live/twin.yaml:5
  ConfigMap      shop         web          apps/web/web.yaml:4 also flux-system/apps

Fails:
  flux-system/lost: there is no directory \`./nowhere\`

Not seen from here:
  flux-system/away: https://git.example.com/away is another repository
  flux-system/child: what Helm makes of a HelmRelease

14 objects of 7 Flux Kustomizations, 1 of them uncertain, 1 object applied more than once
`)
  })

  it.each([
    [['live', '--owner', 'flux-system/child'], 'flux-system/child  prune', '2 objects of 1 Flux Kustomization\n'],
    [['live', '--owner', 'child'], 'flux-system/child  prune', '2 objects of 1 Flux Kustomization\n'],
    [['live', '--kind', 'configmap'], 'flux-system/apps  prune', '3 objects of 3 Flux Kustomizations'],
    [
      ['live', '--kind', 'HelmRelease.helm.toolkit.fluxcd.io'],
      'flux-system/child',
      '1 object of 1 Flux Kustomization\n',
    ],
    [['live', '-n', 'shop'], 'flux-system/apps', '4 objects of 4 Flux Kustomizations'],
    [['live', '-n', 'shop', '--kind', 'Namespace'], '', '0 objects of 0 Flux Kustomizations\n'],
    [['clusters/live', '--kind', 'Namespace'], 'flux-system/child', '1 object of 1 Flux Kustomization\n'],
    [['live', '.', '--kind', 'Namespace'], 'flux-system/child', '1 object of 1 Flux Kustomization\n'],
  ])('shows only what is asked for: %s', (args, first, last) => {
    const { status, stdout } = inventory(...args)
    expect([status, stdout.split('\n')[2]?.slice(0, first.length)]).toEqual([0, first])
    expect(stdout).toContain(last)
  })

  it.each([
    [[], 'name a cluster: live'],
    [['lives'], 'there is no cluster `lives`; did you mean `live`? there are live'],
    [['live', 'nowhere'], 'nowhere: there is no such file or directory'],
    [
      ['live', '--owner', 'flux-system/appz'],
      'live has no Flux Kustomization `flux-system/appz`; there is `flux-system/apps`',
    ],
    [['live', '--owner', 'x'], 'live has no Flux Kustomization `x`; `gitops inventory live` lists them'],
    [['live', '--kind', 'ConfigMpa'], 'live has no object of the kind `ConfigMpa`; there is `ConfigMap`'],
    [['live', '-n', 'shops'], 'live has no object in the namespace `shops`; there is `shop`'],
    [['live', '--format', 'yaml'], '--format must be one of table, json; found `yaml`'],
  ])('explains a mistake: %s', (args, message) => {
    expect(inventory(...args)).toEqual({ status: 2, stdout: '', stderr: `gitops: ${message}\n` })
  })
})

describe('gitops inventory in JSON', () => {
  it.each([[['live']], [['live', '--kind', 'Namespace']], [['live', '-n', 'shop', '--kind', 'Namespace']]])(
    'satisfies its schema: %s',
    (args) => {
      const { status, stdout } = inventory(...args, '--format', 'json')
      expect(status).toBe(0)
      expect(isReport(JSON.parse(stdout)), JSON.stringify(isReport.errors)).toBe(true)
    },
  )

  it('tells owners, objects and files', () => {
    const report = JSON.parse(inventory('live', '--format', 'json').stdout)
    expect(report).toMatchObject({
      version: 1,
      cluster: 'live',
      directory: 'clusters/live',
      summary: { objects: 14, owners: 7 },
    })
    const find = (name: string) => report.owners.find((one: { name: string }) => one.name === name)
    expect(find('flux-system')).toMatchObject({ owner: null, path: './clusters/live', prune: true, wait: null })
    expect(find('child')).toMatchObject({
      owner: 'flux-system/apps',
      directory: 'child',
      file: 'apps/child.yaml',
      line: 5,
    })
    expect(find('twin')).toMatchObject({ suspended: true, prune: false })
    expect(find('remote')).toMatchObject({ remoteCluster: 'edge', certain: true })
    expect(find('away')).toMatchObject({ certain: false, objects: [] })
    expect(find('apps').objects[0]).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace: 'shop',
      name: 'web',
      file: 'apps/web/web.yaml',
      line: 4,
      column: 9,
      files: ['apps/web/web.yaml', 'apps/kustomization.yaml'],
      alsoOwnedBy: ['flux-system/twin'],
    })
    expect(report.unseen.map(({ reason, owners }: { reason: string; owners: unknown }) => [reason, owners])).toEqual([
      ['other-repository', ['flux-system/away']],
      ['missing-path', ['flux-system/lost']],
      ['helm', ['flux-system/child']],
    ])
  })
})

describe('columns', () => {
  it.each([
    [[10, 20, 30], 100, [10, 20, 30]],
    [[10, 20, 30], 60, [10, 20, 30]],
    [[10, 20, 30], 50, [10, 20, 20]],
    [[10, 20, 40], 51, [10, 20, 21]],
    [[10, 40, 40], 51, [10, 20, 21]],
    [[50, 50, 50], 10, [8, 8, 8]],
    [[5, 6, 7], Number.POSITIVE_INFINITY, [5, 6, 7]],
    [[], 10, []],
  ])('%j fit %d', (widest, available, expected) => {
    expect(fitColumns(widest, available)).toEqual(expected)
  })

  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abc…fg'],
    ['abcdefg', 5, 'ab…fg'],
    ['abcdefg', 1, '…'],
  ])('%s is cut to %d', (text, width, expected) => {
    expect(cutMiddle(text, width)).toBe(expected)
  })
})

describe('lines of a width', () => {
  it.each([
    ['one two three', 7, ['one two', 'three']],
    ['one', 7, ['one']],
    ['a abcdefghij b', 5, ['a', 'ab…ij', 'b']],
    ['a b', Number.POSITIVE_INFINITY, ['a b']],
  ])('%s in %d', (text, width, expected) => {
    expect(wrapWords(text, width)).toEqual(expected)
  })

  it('none of an inventory is wider', async () => {
    const { repository } = await openTree()
    const closure = repository.closures.get('live')
    if (closure === undefined) throw new Error('no cluster')
    const open = (path: string) => repository.files.get(path)
    const secrets = createClusterSecretTest(closure, open)
    for (let width = 36; width < 130; width += 7) {
      const text = renderInventory(listInventory(closure), { open, secrets, colors: new Chalk({ level: 0 }), width })
      expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(width)
    }
  })
})

async function openTree() {
  const files = await openNodeFileSystem(writeTree({ '.gitops.yaml': '', ...tree }), [])
  return { repository: buildRepository(files, defaultLayout, { remotes: [] }) }
}
