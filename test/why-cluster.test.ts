import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { runBinary } from './run-binary.ts'
import { writeTree } from './write-tree.ts'

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../schemas/why.schema.json'), 'utf8'))
const isReport = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema)

const kustomization = (name: string, path: string, more = ''): string => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: ${name}, namespace: flux-system}
spec:
  path: ${path}
  prune: true
  sourceRef: {kind: GitRepository, name: flux-system}
${more}`

const sync = `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: {name: flux-system, namespace: flux-system}
spec: {url: https://github.com/acme/gitops}
---
${kustomization('flux-system', './clusters/live')}`

const tree = {
  '.gitops.yaml': 'flux: "2.9"\n',
  'clusters/live/flux-system/gotk-sync.yaml': sync,
  'clusters/live/settings.yaml': kustomization(
    'settings',
    './settings',
    `  postBuild:
    substitute:
      domain: acme.example
`,
  ),
  'clusters/live/apps.yaml': kustomization(
    'apps',
    './apps',
    `  targetNamespace: shop
  commonMetadata:
    labels: {team: shop}
  images:
    - {name: nginx, newTag: "2.0"}
  postBuild:
    substituteFrom:
      - {kind: ConfigMap, name: cluster}
  patches:
    - patch: |
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
        spec:
          replicas: 3
`,
  ),
  'settings/cluster.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: cluster
  namespace: flux-system
data:
  host: shop.\${domain}
`,
  'apps/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    url: https://\${host}/\${page:=index}
spec:
  replicas: 1
  template:
    spec:
      containers:
        - name: web
          image: nginx:1.0
`,
}

function why(files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  return runBinary('gitops', ['why', ...args], writeTree(files))
}

const ownership = `live
└─ flux-system/flux-system  path ./clusters/live  clusters/live/flux-system/gotk-sync.yaml:10:9
   └─ flux-system/apps      path ./apps           clusters/live/apps.yaml:5:9
`

describe('gitops why of a cluster', () => {
  it('goes through the patches of the Flux Kustomization, below the way into the cluster', () => {
    const { status, stdout, stderr } = why(tree, 'live', 'Deployment/web', 'spec.replicas')
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toBe(`spec.replicas: 3  Deployment/web in shop

${ownership}
1. written in the object: 1
  at apps/web.yaml:8:13
  7 | spec:
  8 |   replicas: 1
    |             ^

2. set by a strategic merge patch, in \`spec.patches\` of flux-system/apps: 3
  at clusters/live/apps.yaml:23:21
  22 |         spec:
  23 |           replicas: 3
     |                     ^
`)
  })

  it('follows a variable to its ConfigMap, and through the variables in that', () => {
    const { status, stdout, stderr } = why(tree, 'live', 'Deployment/web', 'metadata.annotations.url')
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toBe(`metadata.annotations.url: https://shop.acme.example/index  Deployment/web in shop

${ownership}
1. written in the object: https://\${host}/\${page:=index}
  at apps/web.yaml:6:10
  5 |   annotations:
  6 |     url: https://\${host}/\${page:=index}
    |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

2. filled in by \`postBuild\` of flux-system/apps: https://shop.acme.example/index
  \${host} is shop.acme.example, from ConfigMap/cluster in flux-system, which flux-system/settings applies

  2.1 written in the object: shop.\${domain}
    at settings/cluster.yaml:7:9
    6 | data:
    7 |   host: shop.\${domain}
      |         ^^^^^^^^^^^^^^

  2.2 filled in by \`postBuild\` of flux-system/settings: shop.acme.example
    \${domain} is acme.example, from \`postBuild.substitute\` of Kustomization/settings in flux-system, which flux-system/flux-system applies
    at clusters/live/settings.yaml:10:15
     9 |     substitute:
    10 |       domain: acme.example
       |               ^^^^^^^^^^^^

  \${page} has no value: its default is taken
  at apps/web.yaml:6:26
  5 |   annotations:
  6 |     url: https://\${host}/\${page:=index}
    |                          ^^^^^^^^^^^^^^
`)
  })

  it.each([
    ['metadata.namespace', 'set by `namespace`, in `spec.targetNamespace` of flux-system/apps: shop'],
    ['spec.template.spec.containers[0].image', 'set by `newTag` of `images`, in `spec.images` of flux-system/apps'],
    ['metadata.labels.team', 'set by `spec.commonMetadata` of flux-system/apps'],
  ])('names the field of the Flux Kustomization that sets %s', (field, words) => {
    expect(why(tree, 'live', 'Deployment/web', field).stdout).toContain(words)
  })

  it('shows a whole object with the way into the cluster', () => {
    const { stdout } = why(tree, 'live', 'Deployment/web')
    expect(stdout).toContain(`Deployment/web in shop\n\n${ownership}\n`)
    expect(stdout).toMatch(/ {4}url: https:\/\/shop\.acme\.example\/index +settings\/cluster\.yaml|url: /)
  })

  it('says what has no value here', () => {
    const files = {
      ...tree,
      'clusters/live/apps.yaml': tree['clusters/live/apps.yaml'].replace('name: cluster}', 'name: elsewhere}'),
    }
    const { status, stdout } = why(files, 'live', 'Deployment/web', 'metadata.annotations.url')
    expect(status).toBe(0)
    expect(stdout).toContain(`\${host} has a value that cannot be seen from here\n`)
  })
})

describe('gitops why between directories and clusters', () => {
  it('takes a directory that exists first, and says so', () => {
    const root = writeTree({ ...tree, 'live/kustomization.yaml': 'resources: [../apps/web.yaml]\n' })
    const { status, stdout, stderr } = runBinary('gitops', ['why', 'live', 'Deployment/web', 'spec.replicas'], root)
    expect([status, stdout.split('\n')[0]]).toEqual([0, 'spec.replicas: 1  Deployment/web'])
    expect(stderr).toBe(
      '`live` is taken for the directory; for the cluster of this name, ask from where there is no such directory\n',
    )
    const other = runBinary('gitops', ['why', 'live', 'Deployment/web', 'spec.replicas', '--owner', 'apps'], root)
    expect([other.status, other.stdout.split('\n')[0]]).toEqual([0, 'spec.replicas: 3  Deployment/web in shop'])
  })

  it('points to the cluster where its directory does not hold the object', () => {
    const { status, stderr } = why(tree, 'clusters/live', 'Deployment/web')
    expect(status).not.toBe(0)
    expect(stderr).toContain('`gitops why live Deployment/web` asks for all that the cluster gets')
  })

  const twice = {
    ...tree,
    'clusters/live/again.yaml': kustomization('again', './apps', '  targetNamespace: shop\n'),
    'clusters/live/other.yaml': kustomization('other', './apps', '  targetNamespace: other\n'),
  }
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[], string])[] = [
    [
      'a misspelt cluster',
      tree,
      ['livr', 'Deployment/web'],
      'there is no cluster `livr`; did you mean `live`? there are live',
    ],
    ['no clusters', { 'a/b.yaml': '' }, ['live', 'Deployment/web'], 'live: there is no such file or directory'],
    ['a misspelt object', tree, ['live', 'Deployment/wep'], 'live has no `Deployment/wep`; there is `Deployment/web`'],
    [
      'an unknown owner',
      tree,
      ['live', 'Deployment/web', '--owner', 'flux-system/app'],
      'live has no Flux Kustomization `flux-system/app`; there is `flux-system/apps`',
    ],
    [
      'an owner without the object',
      tree,
      ['live', 'Deployment/web', '--owner', 'settings'],
      'settings of live has no `Deployment/web`; it has ConfigMap/cluster',
    ],
    [
      'several objects',
      twice,
      ['live', 'Deployment/web'],
      `live has 3 objects that are \`Deployment/web\`; name one of them:
gitops:   Deployment/web --namespace shop --owner flux-system/again
gitops:   Deployment/web --namespace shop --owner flux-system/apps
gitops:   Deployment/web --namespace other`,
    ],
    [
      'a misspelt field',
      tree,
      ['live', 'Deployment/web', 'spec.replica'],
      '`spec` of Deployment/web in shop has no `replica`; there is `replicas`',
    ],
  ]
  it.each(cases)('explains %s', (_, files, args, message) => {
    const { status, stdout, stderr } = why(files, ...args)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr.split('\n').toSorted()).toEqual(`gitops: ${message}\n`.split('\n').toSorted())
  })

  it('chooses by owner', () => {
    const { status, stdout } = why(
      twice,
      'live',
      'Deployment/web',
      'spec.replicas',
      '-n',
      'shop',
      '--owner',
      'flux-system/again',
    )
    expect([status, stdout.split('\n')[0]]).toEqual([0, 'spec.replicas: 1  Deployment/web in shop'])
  })
})

describe('gitops why of a cluster in JSON', () => {
  it.each([
    [['live', 'Deployment/web']],
    [['live', 'Deployment/web', 'metadata.annotations.url']],
    [['live', 'ConfigMap/cluster']],
    [['live', 'Kustomization/apps']],
    [['live', 'Kustomization/flux-system', 'spec.path']],
  ])('satisfies its schema: %s', (args) => {
    const { status, stdout } = why(tree, ...args, '--format', 'json')
    expect(status).toBe(0)
    expect(isReport(JSON.parse(stdout)), JSON.stringify(isReport.errors)).toBe(true)
  })

  it('tells owners, layers and variables', () => {
    const { stdout } = why(tree, 'live', 'Deployment/web', '/metadata/annotations/url', '--format', 'json')
    expect(JSON.parse(stdout)).toMatchObject({
      cluster: 'live',
      owners: [
        { namespace: 'flux-system', name: 'flux-system', path: './clusters/live', line: 10 },
        {
          namespace: 'flux-system',
          name: 'apps',
          path: './apps',
          certain: true,
          file: 'clusters/live/apps.yaml',
          line: 5,
        },
      ],
      fields: [
        {
          value: 'https://shop.acme.example/index',
          steps: [
            { cause: 'resource' },
            {
              cause: 'substitution',
              flux: { owner: 'flux-system/apps', field: 'spec.postBuild' },
              variables: [
                {
                  name: 'host',
                  outcome: 'value',
                  value: 'shop.acme.example',
                  object: { kind: 'ConfigMap', name: 'cluster' },
                  owner: 'flux-system/settings',
                  steps: [
                    { cause: 'resource', value: `shop.\${domain}` },
                    { cause: 'substitution', variables: [{ name: 'domain', value: 'acme.example' }] },
                  ],
                },
                { name: 'page', outcome: 'default', value: null, object: null },
              ],
            },
          ],
        },
      ],
    })
  })
})
