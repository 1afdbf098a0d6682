import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { runBinary } from './run-binary.ts'
import { writeTree } from './write-tree.ts'

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../schemas/why.schema.json'), 'utf8'))
const isReport = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema)

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    example.com/a.b: c
spec:
  replicas: 1
  strategy: {type: Recreate}
  template:
    spec:
      containers:
        - name: web
          image: nginx:1.0
        - name: proxy
          image: envoy:1.0
`

const tree = {
  'base/deployment.yaml': deployment,
  'base/kustomization.yaml': `resources: [deployment.yaml]
configMapGenerator:
  - name: settings
    literals: [color=red]
`,
  'top/kustomization.yaml': `namespace: shop
resources:
  - ../base
images:
  - name: nginx
    newTag: "2.0"
patches:
  - patch: |-
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        replicas: 3
        strategy: null
`,
}

function why(files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  return runBinary('gitops', ['why', ...args], writeTree({ '.gitops.yaml': '', ...files }))
}

describe('gitops why', () => {
  it('shows the chain of places, base first, and the value after each', () => {
    const { status, stdout, stderr } = why(tree, 'top', 'Deployment/web', 'spec.replicas')
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toBe(`spec.replicas: 3  Deployment/web in shop

1. written in the object: 1
  at base/deployment.yaml:8:13
  7 | spec:
  8 |   replicas: 1
    |             ^

2. set by a strategic merge patch: 3
  at top/kustomization.yaml:14:19
  13 |       spec:
  14 |         replicas: 3
     |                   ^
`)
  })

  it('names the part of an image that was set', () => {
    const { stdout } = why(tree, 'top', 'deployment/web', 'spec.template.spec.containers[name=web].image')
    expect(stdout).toContain('spec.template.spec.containers[0].image: nginx:2.0  Deployment/web in shop\n')
    expect(stdout).toContain('2. set by `newTag` of `images`: nginx:2.0\n  at top/kustomization.yaml:6:14\n')
  })

  it('shows what removed a field, and what was in it', () => {
    for (const field of ['spec.strategy', 'spec.strategy.type']) {
      const { status, stdout } = why(tree, 'top', 'Deployment/web', field)
      expect(status).toBe(0)
      expect(stdout).toMatch(/^spec\.strategy: removed {2}Deployment\/web in shop\n/)
      expect(stdout).toContain('2. removed by a strategic merge patch\n  at top/kustomization.yaml:15:19\n')
    }
  })

  it('shows an object as YAML with places', () => {
    const { stdout } = why(tree, 'top', 'Deployment/web')
    expect(stdout).toBe(`Deployment/web in shop

apiVersion: apps/v1       base/deployment.yaml:1:13
kind: Deployment          base/deployment.yaml:2:7
metadata:
  annotations:
    example.com/a.b: c    base/deployment.yaml:6:22
  name: web               base/deployment.yaml:4:9
  namespace: shop         top/kustomization.yaml:1:12
spec:
  replicas: 3             top/kustomization.yaml:14:19 (2 steps)
  template:
    spec:
      containers:
      - image: nginx:2.0  top/kustomization.yaml:6:14 (2 steps)
        name: web         base/deployment.yaml:13:17
      - image: envoy:1.0  base/deployment.yaml:16:18
        name: proxy       base/deployment.yaml:15:17
  # strategy: removed     top/kustomization.yaml:15:19
`)
  })

  it('shows what made a list, and its items', () => {
    const { stdout } = why(tree, 'top', 'Deployment/web', 'spec.template.spec.containers')
    expect(stdout).toMatch(/^spec\.template\.spec\.containers: a list of 2 items {2}/)
    expect(stdout).toContain('Its items:\n\n- image: nginx:2.0  top/kustomization.yaml:6:14 (2 steps)\n')
  })

  it('finds a generated object without its hash and says that the hash has no line', () => {
    const { stdout } = why(tree, 'top', 'ConfigMap/settings', 'metadata.name')
    expect(stdout).toMatch(/^metadata\.name: settings-[a-z0-9]{10} {2}ConfigMap\/settings-[a-z0-9]{10} in shop\n/)
    expect(stdout).toContain('suffixed with the hash of the content')
    expect(stdout).toContain('computed: no line holds it')
  })

  it.each([
    '/metadata/annotations/example.com~1a.b',
    'metadata.annotations["example.com/a.b"]',
    'metadata.annotations.example\\.com/a\\.b',
    'metadata.annotations.example.com/a.b',
  ])('takes %s', (field) => {
    const { status, stdout } = why(tree, 'top', 'Deployment/web', field)
    expect([status, stdout.split('\n')[0]]).toEqual([
      0,
      'metadata.annotations["example.com/a.b"]: c  Deployment/web in shop',
    ])
  })
})

describe('gitops why with a mistake', () => {
  const two = {
    'kustomization.yaml': 'resources: [a.yaml, b.yaml, c.yaml]\n',
    'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: one}\n',
    'b.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: two}\n',
    'c.yaml': 'apiVersion: example.com/v1\nkind: ConfigMap\nmetadata: {name: c}\n',
  }
  const deploymentName = 'Deployment/web in shop'
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[], string])[] = [
    ['a misspelt kind', tree, ['top', 'Deploymnt/web'], 'top has no `Deploymnt/web`; there is `Deployment/web`'],
    ['a misspelt name', tree, ['top', 'Deployment/wep'], 'top has no `Deployment/wep`; there is `Deployment/web`'],
    ['another kind', tree, ['top', 'StatefulSet/web'], 'top has no `StatefulSet/web`; there is `Deployment/web`'],
    [
      'another namespace',
      tree,
      ['top', 'Deployment/web', '-n', 'x'],
      'top has no `Deployment/web` in the namespace `x`; there is one in `shop`',
    ],
    [
      'no kind',
      tree,
      ['top', 'web'],
      'an object is named `Kind/name`, such as `Deployment/web`; found `web`; perhaps `Deployment/web`',
    ],
    [
      'an ambiguous object',
      two,
      ['.', 'ConfigMap/a'],
      '. has 2 objects that are `ConfigMap/a`; name one of them:\ngitops:   ConfigMap/a --namespace one\ngitops:   ConfigMap/a --namespace two',
    ],
    [
      'a misspelt field',
      tree,
      ['top', 'Deployment/web', 'spec.replica'],
      `\`spec\` of ${deploymentName} has no \`replica\`; there is \`replicas\``,
    ],
    [
      'an index beyond the list',
      tree,
      ['top', 'Deployment/web', 'spec.template.spec.containers[7]'],
      `\`spec.template.spec.containers\` of ${deploymentName} is a list of 2 items and has no \`[7]\`; the last is \`[1]\``,
    ],
    [
      'an item that is not there',
      tree,
      ['top', 'Deployment/web', 'spec.template.spec.containers[name=prox]'],
      `\`spec.template.spec.containers\` of ${deploymentName} is a list of 2 items and has no \`[name=prox]\`; there is \`[name=proxy]\``,
    ],
    [
      'a path beyond a value',
      tree,
      ['top', 'Deployment/web', 'spec.replicas.x'],
      `\`spec.replicas\` of ${deploymentName} is a single value and has no \`x\``,
    ],
    [
      'no path at all',
      tree,
      ['top', 'Deployment/web', 'spec..x'],
      '`spec..x` is no path of a field; write it as spec.containers[name=web].image',
    ],
  ]
  it.each(cases)('%s', (_, files, args, message) => {
    expect(why(files, ...args)).toEqual({ status: 2, stdout: '', stderr: `gitops: ${message}\n` })
  })

  it('answers what it can where the build fails, and says that it fails', () => {
    const files = { ...tree, 'top/kustomization.yaml': `${tree['top/kustomization.yaml']}components: [gone]\n` }
    const { status, stdout, stderr } = why(files, 'top', 'Deployment/web', 'spec.replicas')
    expect(status).toBe(1)
    expect(stderr).toContain('gone')
    expect(stdout).toContain('spec.replicas: 3')
    const other = why(files, 'top', 'Deployment/other')
    expect([other.status, other.stderr]).toEqual([1, expect.stringContaining('does not answer it: top has no')])
    expect(why({ 'a/b.yaml': '' }, 'a', 'Deployment/web').status).toBe(1)
  })
})

describe('gitops why --format json', () => {
  it.each([
    [['top', 'Deployment/web']],
    [['top', 'Deployment/web', 'spec.replicas']],
    [['top', 'Deployment/web', 'spec.strategy']],
    [['top', 'Deployment/web', 'spec.template']],
    [['top', 'ConfigMap/settings']],
  ])('satisfies its schema: %s', (args) => {
    const { status, stdout } = why(tree, ...args, '--format', 'json')
    expect(status).toBe(0)
    expect(isReport(JSON.parse(stdout)), JSON.stringify(isReport.errors)).toBe(true)
  })

  it('tells all steps', () => {
    const { stdout } = why(tree, 'top', 'Deployment/web', '/spec/replicas', '--format', 'json')
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'shop' },
      complete: true,
      problems: [],
      fields: [
        {
          field: 'spec.replicas',
          pointer: '/spec/replicas',
          type: 'scalar',
          secret: false,
          value: '3',
          steps: [
            { cause: 'resource', file: 'base/deployment.yaml', line: 8, column: 13, value: '1' },
            { cause: 'patch', file: 'top/kustomization.yaml', line: 14, column: 19, value: '3' },
          ],
        },
      ],
    })
  })
})

describe('gitops why shows no secret', () => {
  const secret = 'Zq8vR2-hunter2-Kx91Lm'
  const encoded = Buffer.from(secret).toString('base64')
  const manifest = `apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n  labels: {a: b}\nstringData:\n  admin: ${secret}\n`
  const web = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\n  annotations: {copy: x}\ndata: {copy: x}\n'
  const copy = (path: string): string =>
    `replacements:\n  - source: {kind: Secret, name: a, fieldPath: ${path}}\n    targets:\n      - select: {kind: ConfigMap}\n        fieldPaths: [metadata.annotations.copy, data.copy]\n`
  const cases: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['a manifest', { 'kustomization.yaml': 'resources: [a.yaml]\n', 'a.yaml': manifest }],
    [
      'a manifest in JSON with data',
      {
        'kustomization.yaml': 'resources: [a.json]\n',
        'a.json': `{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a"},"data":{"admin":"${encoded}"}}`,
      },
    ],
    ['literals', { 'kustomization.yaml': `secretGenerator:\n  - name: a\n    literals: [admin=${secret}]\n` }],
    [
      'a file',
      { 'kustomization.yaml': 'secretGenerator:\n  - name: a\n    files: [admin.txt]\n', 'admin.txt': secret },
    ],
    [
      'an env file',
      {
        'kustomization.yaml': 'secretGenerator:\n  - name: a\n    envs: [a.env]\n',
        'a.env': `other=${secret}\nadmin=${secret}\n`,
      },
    ],
    [
      'a merge patch in a file',
      {
        'kustomization.yaml': 'resources: [a.yaml]\npatches: [{path: p.yaml, target: {kind: Secret}}]\n',
        'a.yaml': manifest.replace(secret, 'x'),
        'p.yaml': `apiVersion: v1\nkind: Any\nmetadata: {name: any}\nstringData: {admin: ${secret}}\n`,
      },
    ],
    [
      'a JSON patch of a whole map',
      {
        'kustomization.yaml': 'resources: [a.yaml]\npatches: [{path: p.yaml, target: {kind: Secret}}]\n',
        'a.yaml': manifest.replace(secret, 'x'),
        'p.yaml': `- op: add\n  path: /data\n  value:\n    admin: ${encoded}\n- op: add\n  path: /metadata/labels/c\n  value: d\n`,
      },
    ],
    [
      'a JSON patch that copies',
      {
        'kustomization.yaml':
          'resources: [a.yaml]\npatches:\n  - target: {kind: Secret}\n    patch: |-\n      - {op: copy, from: /stringData/admin, path: /metadata/labels/copied}\n',
        'a.yaml': manifest,
      },
    ],
    [
      'a value that a patch removes',
      {
        'kustomization.yaml':
          'resources: [a.yaml]\npatches:\n  - target: {kind: Secret}\n    patch: |-\n      - {op: remove, path: /stringData}\n',
        'a.yaml': manifest,
      },
    ],
    [
      'a copy of a written secret',
      {
        'kustomization.yaml': `resources: [a.yaml, c.yaml]\n${copy('stringData.admin')}`,
        'a.yaml': manifest,
        'c.yaml': web,
      },
    ],
    [
      'a copy of a generated secret',
      {
        'kustomization.yaml': `resources: [c.yaml]\nsecretGenerator:\n  - name: a\n    files: [admin]\n${copy('data.admin')}`,
        admin: secret,
        'c.yaml': web,
      },
    ],
    [
      'a file that a ConfigMap and a Secret share',
      {
        'kustomization.yaml':
          'secretGenerator:\n  - name: a\n    envs: [a.env]\nconfigMapGenerator:\n  - name: c\n    envs: [a.env]\n',
        'a.env': `admin=${secret}\n`,
      },
    ],
    [
      'an environment variable',
      {
        'kustomization.yaml': 'resources: [d.yaml]\n',
        'd.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  template:\n    spec:\n      containers:\n        - name: a\n          env:\n            - name: ADMIN_PASSWORD\n              value: ${secret}\n`,
      },
    ],
    [
      'values of a release',
      {
        'kustomization.yaml': 'resources: [d.yaml]\n',
        'd.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: a}\nspec:\n  values:\n    adminPassword: >-\n      ${secret}\n    url: https://user:${secret}@example.com\n`,
      },
    ],
    [
      'a list of Secrets',
      {
        'kustomization.yaml': 'resources: [a.yaml]\n',
        'a.yaml': `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Secret\n    metadata: {name: a}\n    stringData: {admin: ${secret}}\n`,
      },
    ],
    [
      'the annotation of kubectl',
      {
        'kustomization.yaml': 'resources: [a.yaml]\n',
        'a.yaml': `apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: |\n      {"stringData":{"admin":"${secret}"}}\n`,
      },
    ],
  ]

  it.each(cases)('%s', (_, files) => {
    const root = writeTree({ '.gitops.yaml': '', ...files })
    const run = (...args: readonly string[]): string => {
      const { status, stdout, stderr } = runBinary('gitops', ['why', '.', ...args], root)
      expect(status, stderr).toBe(0)
      expect(stdout + stderr, args.join(' ')).not.toContain(secret)
      expect(stdout + stderr, args.join(' ')).not.toContain(encoded)
      return stdout
    }
    const kinds = new Set(
      Object.values(files)
        .join('\n')
        .match(/\b(?:Secret|ConfigMap|Deployment|HelmRelease)\b|\b(?:secret|configMap)Generator\b/g),
    )
    const objects = [
      ['Secret/a', 'Secret', 'secretGenerator'],
      ['ConfigMap/c', 'ConfigMap', 'configMapGenerator'],
      ['Deployment/a', 'Deployment'],
      ['HelmRelease/a', 'HelmRelease'],
    ]
    for (const [object = '', ...words] of objects) {
      if (!words.some((word) => kinds.has(word))) continue
      run(object)
      const report = JSON.parse(run(object, '--format', 'json'))
      const collections = ['/metadata', '/data', '/stringData', '/spec']
      const pointers: readonly string[] = report.fields.map(({ pointer }: { pointer: string }) => pointer)
      const existing = collections.filter((one) => pointers.some((pointer) => pointer.startsWith(`${one}/`)))
      const own = pointers.filter(
        (pointer) => !/^\/(?:apiVersion|kind|type|metadata\/name|metadata\/namespace)$/.test(pointer),
      )
      for (const pointer of [...own, ...existing]) run(object, pointer)
    }
  })
})
