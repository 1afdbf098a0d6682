import { describe, expect, it } from 'vitest'
import { runBinary } from './run-binary.ts'
import { writeTree } from './write-tree.ts'

/** What must never be printed. */
const secret = 'zq8vr2-hunter2-kx91lm'
const encoded = Buffer.from(secret).toString('base64')

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

const object = (kind: string, name: string, body: string): string =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: flux-system\n${body}`

const fromSecret =
  '  postBuild:\n    substituteFrom:\n      - {kind: ConfigMap, name: plain}\n      - {kind: Secret, name: hidden}\n'
const plain = object('ConfigMap', 'plain', 'data:\n  colour: red\n')

const base = { 'clusters/live/flux-system/gotk-sync.yaml': sync, 'clusters/live/plain.yaml': plain }

/** A value of a Secret, on its way to an object. */
const cases: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  [
    'stringData, alone in a field',
    {
      'clusters/live/hidden.yaml': object('Secret', 'hidden', `stringData:\n  key: ${secret}\n`),
      'clusters/live/apps.yaml': kustomization('apps', './apps', fromSecret),
      'apps/a.yaml': object('ConfigMap', 'a', `data:\n  a: \${key}\n`),
    },
  ],
  [
    'data, between other variables',
    {
      'clusters/live/hidden.yaml': object('Secret', 'hidden', `data:\n  key: ${encoded}\n`),
      'clusters/live/apps.yaml': kustomization('apps', './apps', fromSecret),
      'apps/a.yaml': object(
        'ConfigMap',
        'a',
        `data:\n  a: \${colour}-\${key}-\${colour}\n  b: \${key:=none} \${colour}\n`,
      ),
    },
  ],
  [
    'a generated Secret',
    {
      'clusters/live/kustomization.yaml': `resources: [flux-system/gotk-sync.yaml, plain.yaml, apps.yaml]
secretGenerator:
  - {name: hidden, namespace: flux-system, literals: [key=${secret}], options: {disableNameSuffixHash: true}}
`,
      'clusters/live/apps.yaml': kustomization('apps', './apps', fromSecret),
      'apps/a.yaml': object('ConfigMap', 'a', `data:\n  a: \${key} \${colour}\n`),
    },
  ],
  [
    'names, keys and whole maps',
    {
      'clusters/live/hidden.yaml': object(
        'Secret',
        'hidden',
        `stringData:\n  key: ${secret}\n  map: "{a: ${secret}}"\n`,
      ),
      'clusters/live/apps.yaml': kustomization('apps', './apps', fromSecret),
      'apps/a.yaml': object('ConfigMap', 'a', `data:\n  \${key}: x\n  map: \${map}\n`),
      'apps/b.yaml': object('ConfigMap', `b-\${key}`, 'data: {}\n').replace('flux-system', `\${key}-\${colour}`),
    },
  ],
  [
    'a ConfigMap that is made of it, and what is made of that',
    {
      'clusters/live/hidden.yaml': object('Secret', 'hidden', `stringData:\n  key: ${secret}\n`),
      'clusters/live/middle.yaml': kustomization('middle', './middle', fromSecret),
      'clusters/live/apps.yaml': kustomization(
        'apps',
        './apps',
        '  postBuild:\n    substituteFrom:\n      - {kind: ConfigMap, name: middle}\n      - {kind: ConfigMap, name: plain}\n',
      ),
      'middle/a.yaml': object('ConfigMap', 'middle', `data:\n  joined: \${key}-\${colour}\n`),
      'apps/a.yaml': object('ConfigMap', 'a', `data:\n  a: \${joined} \${colour}\n  b: \${joined:3}\n`),
    },
  ],
  [
    'inline values of a child, its patches, its metadata, its path and its name',
    {
      'clusters/live/hidden.yaml': object('Secret', 'hidden', `stringData:\n  key: ${secret}\n`),
      'clusters/live/middle.yaml': kustomization('middle', './middle', fromSecret),
      'middle/a.yaml': kustomization(
        `"child-\${key}"`,
        './apps',
        `  commonMetadata:
    labels: {copied: "\${key}-\${colour}"}
  postBuild:
    substitute:
      inner: \${key}.\${colour}
  patches:
    - patch: |
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: a
          namespace: flux-system
        data:
          patched: \${key}-\${colour}
`,
      ),
      'middle/b.yaml': kustomization('lost', `./nowhere/\${key}`),
      'apps/a.yaml': object('ConfigMap', 'a', `data:\n  a: $\${inner}\n  b: \${inner} \${colour:=x}\n`),
    },
  ],
  [
    'a variable that is named like a credential',
    {
      'clusters/live/apps.yaml': kustomization(
        'apps',
        './apps',
        `  postBuild:\n    substitute:\n      admin_password: ${secret}\n      colour: red\n`,
      ),
      'apps/a.yaml': object('ConfigMap', 'a', `data:\n  a: \${admin_password} \${colour}\n`),
      'apps/b.yaml': object('ConfigMap', `b-\${admin_password}`, 'data: {}\n'),
    },
  ],
  [
    'a Secret of the configuration',
    {
      '.gitops.yaml': `variables:\n  - {from: Secret/flux-system/hidden, values: {key: ${secret}}}\n`,
      'clusters/live/apps.yaml': kustomization('apps', './apps', fromSecret),
      'apps/a.yaml': object('ConfigMap', 'a', `data:\n  a: \${key} \${colour}\n`),
      'apps/b.yaml': object('ConfigMap', `b-\${key}`, 'data: {}\n'),
    },
  ],
]

it('a short secret is in no name', () => {
  const root = writeTree({
    ...base,
    'clusters/live/hidden.yaml': object('Secret', 'hidden', 'stringData:\n  pin: "4711"\n'),
    'clusters/live/apps.yaml': kustomization('apps', './apps', fromSecret),
    'apps/a.yaml': object('ConfigMap', 'a', `data:\n  a: x\${pin}y\n`),
    'apps/b.yaml': object('ConfigMap', `b-\${pin}`, 'data: {}\n'),
  })
  for (const args of [
    ['inventory', 'live'],
    ['inventory', 'live', '--format', 'json'],
    ['why', 'live', 'ConfigMap/a'],
    ['why', 'live', 'ConfigMap/a', 'data.a'],
    ['why', 'live', 'ConfigMap/b-4711', 'metadata.name'],
    ['why', 'live', 'ConfigMap/b-4711', '--format', 'json'],
  ]) {
    const { status, stdout, stderr } = runBinary('gitops', args, root)
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout, args.join(' ')).not.toContain('4711')
    expect(stdout, args.join(' ')).not.toBe('')
  }
})

describe('a variable that holds a secret is in no output', () => {
  it.each(cases)('%s', (_, files) => {
    const root = writeTree({ ...base, ...files })
    const run = (...args: readonly string[]): string => {
      const { status, stdout, stderr } = runBinary('gitops', args, root)
      expect([0, 1], stderr).toContain(status)
      for (const text of [secret, encoded, secret.slice(3)]) expect(stdout + stderr, args.join(' ')).not.toContain(text)
      return stdout
    }
    run('inventory', 'live')
    run('tree')
    const { owners } = JSON.parse(run('inventory', 'live', '--format', 'json'))
    const names: readonly string[] = owners.flatMap((owner: { objects: readonly { kind: string; name: string }[] }) =>
      owner.objects.map(({ kind, name }) => `${kind}/${name}`),
    )
    expect(names).toContain('ConfigMap/a')
    for (const name of names.filter((one) => /ConfigMap\/a$|Secret|middle|lost/.test(one))) {
      run('why', 'live', name)
      const report = JSON.parse(run('why', 'live', name, '--format', 'json'))
      const pointers: readonly string[] = report.fields.map(({ pointer }: { pointer: string }) => pointer)
      const telling = /^\/(?:data|stringData|metadata\/labels|spec\/(?:path|postBuild|patches))/
      for (const pointer of pointers) {
        if (telling.test(pointer) && !pointer.includes('•')) run('why', 'live', name, pointer)
      }
    }
    expect(run('inventory', 'live', '--kind', 'ConfigMap')).toContain('ConfigMap')
    const { stderr } = runBinary('gitops', ['why', 'live', 'ConfigMap/none-of-these'], root)
    for (const text of [secret, encoded]) expect(stderr).not.toContain(text)
  })
})
