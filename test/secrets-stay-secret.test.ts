import { describe, expect, it } from 'vitest'
import { runBinary } from './run-binary.ts'
import { writeTree } from './write-tree.ts'

/** What must never be printed. It looks like the worst of passwords: rules for secrets find it. */
const secret = 'Zq8vR2-hunter2-Kx91Lm'
const encoded = Buffer.from(secret).toString('base64')

const manifest = (kind: string, body: string): string => `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: a\n${body}`

/**
 * Files in which a secret stands as near to a finding as can be: on its line, or on the line before. Each is one file
 * of a cluster; references to `gone.yaml` give the findings, broken YAML others.
 */
const files: readonly (readonly [name: string, path: string, content: string])[] = [
  ['stringData', 'secret.yaml', manifest('Secret', `stringData:\n  admin: ${secret}\n`)],
  [
    'stringData over lines',
    'secret.yaml',
    manifest('Secret', `stringData:\n  admin: |\n    ${secret}\n    ${secret}\n`),
  ],
  ['stringData in one line', 'secret.yaml', manifest('Secret', `stringData: {a: b, admin: ${secret}}\n`)],
  ['data', 'secret.yaml', manifest('Secret', `data:\n  admin: ${encoded}\n`)],
  [
    'an equal key in stringData',
    'secret.yaml',
    manifest('Secret', `stringData:\n  admin: ${secret}\n  admin: ${secret}\n`),
  ],
  [
    'a Secret with an unknown field',
    'secret.yaml',
    manifest('Secret', `stringData:\n  admin: ${secret}\nstringdata: {}\n`),
  ],
  [
    'a Secret in a list',
    'secret.yaml',
    `apiVersion: v1\nkind: List\nitems:\n  - kind: Secret\n    apiVersion: v1\n    stringData:\n      admin: ${secret}\n`,
  ],
  ['a broken Secret', 'secret.yaml', manifest('Secret', `stringData:\n  admin: "${secret}\n`)],
  ['a Secret with tabs', 'secret.yaml', manifest('Secret', `stringData:\n\tadmin: ${secret}\n`)],
  [
    'a broken Secret in JSON',
    'secret.yaml',
    `{"apiVersion": "v1", "kind": "Secret", "stringData": {"admin": "${secret}", }\n`,
  ],
  [
    'a Secret that is indented wrongly',
    'secret.yaml',
    manifest('Secret', `stringData:\n    a: b\n  admin: ${secret}\n`),
  ],
  ['a Secret of an old API', 'secret.yaml', `apiVersion: v1beta1\nkind: Secret\nstringData: {admin: ${secret}}\n`],
  [
    'a Secret with a merge conflict',
    'secret.yaml',
    manifest('Secret', `stringData:\n<<<<<<< HEAD\n  admin: ${secret}\n=======\n  admin: b\n>>>>>>> x\n`),
  ],
  [
    'a private key',
    'key.yaml',
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  key: |\n    -----BEGIN RSA PRIVATE KEY-----\n    ${Buffer.from(secret.repeat(9)).toString('base64').slice(0, 64)}\n    ${secret}\n    -----END RSA PRIVATE KEY-----\n`,
  ],
  [
    'an environment variable',
    'deployment.yaml',
    `apiVersion: apps/v1beta1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  template:\n    spec:\n      containers:\n        - name: a\n          env:\n            - name: ADMIN_PASSWORD\n              value: ${secret}\n`,
  ],
  [
    'values of a release',
    'release.yaml',
    `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: a}\nspec:\n  values:\n    adminPassword: ${secret}\n  chart: {spec: {chart: ./gone, sourceRef: {kind: GitRepository, name: flux-system}}}\n`,
  ],
  [
    'values of a release over lines',
    'release.yaml',
    `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: a}\nspec:\n  values:\n    adminPassword: >-\n      ${secret}\n  chart: {spec: {chart: ./gone, sourceRef: {kind: GitRepository, name: flux-system}}}\n`,
  ],
  [
    'substitutions',
    'apps.yaml',
    `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\nspec:\n  postBuild:\n    substitute:\n      admin_password: ${secret}\n  path: ./gone\n  sourceRef: {kind: GitRepository, name: flux-system}\n`,
  ],
  [
    'a URL with a password',
    'source.yaml',
    `apiVersion: source.toolkit.fluxcd.io/v1beta1\nkind: GitRepository\nmetadata: {name: a}\nspec:\n  url: https://user:${secret}@example.com/org/repo\n`,
  ],
]

/** The same for what stands in a kustomization file. */
const kustomizations: readonly (readonly [name: string, content: string])[] = [
  ['literals', `secretGenerator:\n  - name: a\n    literals:\n      - admin=${secret}\n    files: [gone.yaml]\n`],
  ['literals in one line', `secretGenerator: [{name: a, files: [gone.yaml], literals: [admin=${secret}]}]\n`],
  [
    'literals over lines',
    `secretGenerator:\n  - name: a\n    literals:\n      - |-\n        admin=${secret}\n    files: [gone.yaml]\n`,
  ],
  [
    'literals that are a text',
    `secretGenerator:\n  - name: a\n    literals: admin=${secret}\n    files: [gone.yaml]\n`,
  ],
  [
    'literals that are a map',
    `secretGenerator:\n  - name: a\n    literals:\n      admin: ${secret}\n    files: [gone.yaml]\n`,
  ],
  [
    'a list of literals too deep',
    `secretGenerator:\n  - name: a\n    literals:\n      - - admin=${secret}\n    files: [gone.yaml]\n`,
  ],
  [
    'a generator that is a map',
    `secretGenerator:\n  name: a\n  literals:\n    - admin=${secret}\nresources: [gone.yaml]\n`,
  ],
  [
    'a misspelt field',
    `secretGenerator:\n  - name: a\n    literal:\n      - admin=${secret}\n    files: [gone.yaml]\n`,
  ],
  [
    'literals after an open bracket',
    `resources: [gone.yaml\nsecretGenerator:\n  - name: a\n    literals:\n      - admin=${secret}\n`,
  ],
  [
    'literals with an open quote',
    `secretGenerator:\n  - name: a\n    literals:\n      - 'admin=${secret}\n    files: [gone.yaml]\n`,
  ],
  ['literals after a tab', `secretGenerator:\n  - name: a\n\tliterals:\n      - admin=${secret}\n`],
  [
    'an inline patch',
    `patches:\n  - patch: |-\n      apiVersion: v1\n      kind: Secret\n      metadata: {name: a}\n      stringData:\n        admin: ${secret}\n  - path: gone.yaml\n`,
  ],
  [
    'an inline operation',
    `patches:\n  - patch: |-\n      - op: add\n        path: /stringData/admin\n        value: ${secret}\n  - path: gone.yaml\n`,
  ],
  [
    'an inline strategic merge',
    `patchesStrategicMerge:\n  - |-\n    apiVersion: v1\n    kind: Secret\n    stringData:\n      admin: ${secret}\n  - gone.yaml\n`,
  ],
  [
    'a password in a ConfigMap',
    `configMapGenerator:\n  - name: a\n    literals:\n      - ADMIN_PASSWORD=${secret}\n    files: [gone.yaml]\n`,
  ],
  [
    'a secret key',
    `configMapGenerator:\n  - name: a\n    literals:\n      - AWS_SECRET_ACCESS_KEY=${secret}\n    files: [gone.yaml]\n`,
  ],
  ['a comment', `resources:\n  # password: ${secret}\n  - gone.yaml\n`],
  ['a URL with a password', `resources:\n  - https://user:${secret}@example.com/org/repo//base\n  - gone.yaml\n`],
  ['a misspelt URL with a password', `components:\n  - htps://user:${secret}@example.com/org/repo//base\n`],
]

describe('a secret is in no output', () => {
  const cases = [
    ...files.map(([name, path, content]) => ({
      name,
      tree: { 'clusters/a/kustomization.yaml': `resources: [${path}, gone.yaml]\n`, [`clusters/a/${path}`]: content },
    })),
    ...kustomizations.map(([name, content]) => ({ name, tree: { 'clusters/a/kustomization.yaml': content } })),
  ]

  it.each(cases)('$name', ({ tree }) => {
    const root = writeTree(tree)
    for (const args of [['lint'], ['lint', '--format', 'json'], ['tree'], ['tree', '--format', 'json']]) {
      const { status, stdout, stderr } = runBinary('gitops', args, root)
      expect([0, 1]).toContain(status)
      expect(stdout + stderr, args.join(' ')).not.toContain(secret)
      expect(stdout + stderr, args.join(' ')).not.toContain(encoded)
    }
    expect(runBinary('gitops', ['lint'], root).status).toBe(1)
  })
})
