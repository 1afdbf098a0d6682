import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkStructure } from '../../scripts/lineage/check-structure.ts'
import { listLeaves } from '../../scripts/lineage/leaf.ts'
import { prove } from '../../scripts/lineage/prove.ts'
import { createFileTree } from '../../src/files/file-tree.ts'
import { createMemoryFileSystem } from '../../src/files/memory-file-system.ts'
import { openNodeFileSystem } from '../../src/files/node-file-system.ts'
import { build } from '../../src/kustomize/build/build.ts'
import { createBuildFiles } from '../../src/kustomize/build/build-files.ts'
import { findField } from '../../src/kustomize/lineage/find-field.ts'
import { formatFieldPath, parseFieldPath } from '../../src/kustomize/lineage/parse-field-path.ts'

const fixtures = fileURLToPath(new URL('../../fixtures/build', import.meta.url))

describe('editing the last place of a field changes the field, and nothing that is set elsewhere', async () => {
  const files = await openNodeFileSystem(fixtures, [])
  const tree = createFileTree(files)
  const buildFiles = createBuildFiles(files, tree)
  const textOf = (path: string): string | undefined => {
    const read = files.read(path)
    return read instanceof Uint8Array ? new TextDecoder().decode(read) : undefined
  }
  for (const name of readdirSync(fixtures)) {
    const directory = existsSync(join(fixtures, name, 'build')) ? `${name}/build` : name
    const restrictor = 'LoadRestrictionsRootOnly'
    const built = build(buildFiles, directory, { restrictor, order: 'legacy' })
    if (built.problems.length > 0) continue
    it(name, () => {
      const list = listLeaves(built)
      const before = { built, leaves: new Map(list.map((leaf) => [leaf.key, leaf])) }
      for (const leaf of list) {
        expect(checkStructure(leaf, textOf), leaf.key).toBeUndefined()
        const verdict = prove({ files, tree, directory, restrictor }, before, leaf)
        if (verdict.is === 'failed' && isKeyOfDouble(name, leaf.path)) continue
        expect(verdict.is === 'failed' ? `${leaf.key}: ${verdict.reason}` : '').toBe('')
      }
    })
  }
})

/** Keys that lists are merged by, and that stand in two texts: without the one, the other brings the item again. */
function isKeyOfDouble(name: string, path: readonly (string | number)[]): boolean {
  return doubles.includes(`${name} ${formatFieldPath(path)}`)
}

const doubles = [
  'merge-directives spec.template.spec.containers[0].name',
  'merge-lists spec.topologySpreadConstraints[2].topologyKey',
  'merge-lists spec.containers[2].env[2].name',
  'merge-ports-protocol spec.template.spec.containers[0].ports[2].containerPort',
]

const base = {
  'base/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1
  strategy:
    type: Recreate
  template:
    spec:
      containers:
        - name: web
          image: nginx:1.0
          env: [{name: A, value: a}]
          envFrom:
            - configMapRef: {name: settings}
`,
  'base/kustomization.yaml': `resources: [deployment.yaml]
configMapGenerator:
  - name: settings
    literals: [color=red]
`,
}

/** The steps of a field as `cause file:text`, base first. */
function chain(files: Readonly<Record<string, string>>, kind: string, field: string): readonly string[] {
  const fileSystem = createMemoryFileSystem({ ...base, ...files })
  const built = build(createBuildFiles(fileSystem, createFileTree(fileSystem)), 'top', {
    restrictor: 'LoadRestrictionsNone',
    order: 'legacy',
  })
  expect(built.problems).toEqual([])
  const object = built.objects.find(({ id }) => id.kind === kind)
  const path = parseFieldPath(field)
  const found = object === undefined || path === undefined ? undefined : findField(object.root, path)
  if (found === undefined || !('steps' in found)) throw new Error(`${kind} has no ${field}`)
  const contents: Readonly<Record<string, string>> = { ...base, ...files }
  return found.steps.map(({ cause, at }) =>
    at === undefined ? cause : `${cause} ${at.file}: ${contents[at.file]?.slice(at.start, at.end).trimEnd()}`,
  )
}

describe('the chain of places', () => {
  const image = 'spec.template.spec.containers[name=web].image'
  const written = 'resource base/deployment.yaml: '
  const cases: readonly (readonly [string, string, string, string, readonly string[]])[] = [
    ['a field of the base', 'resources: [../base]\n', 'Deployment', 'spec.replicas', [`${written}1`]],
    [
      'an inline patch',
      'resources: [../base]\npatches:\n  - patch: |-\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: {name: web}\n      spec: {replicas: 3}\n',
      'Deployment',
      'spec.replicas',
      [`${written}1`, 'patch top/kustomization.yaml: 3'],
    ],
    [
      'a JSON patch',
      'resources: [../base]\npatches:\n  - target: {kind: Deployment}\n    patch: |-\n      - {op: replace, path: /spec/replicas, value: 7}\n',
      'Deployment',
      'spec.replicas',
      [`${written}1`, 'json-patch top/kustomization.yaml: 7'],
    ],
    [
      'a field that a patch removes',
      'resources: [../base]\npatches:\n  - patch: |-\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: {name: web}\n      spec: {strategy: null}\n',
      'Deployment',
      'spec.strategy.type',
      [`${written}type: Recreate`, 'patch top/kustomization.yaml: null'],
    ],
    [
      'two parts of an image',
      'resources: [../base]\nimages:\n  - {name: nginx, newName: mirror/nginx, newTag: "2.0"}\n',
      'Deployment',
      image,
      [`${written}nginx:1.0`, 'images top/kustomization.yaml: mirror/nginx', 'images top/kustomization.yaml: 2.0'],
    ],
    [
      'a tag that the image had already',
      'resources: [../base]\nimages:\n  - {name: nginx, newTag: "1.0"}\n',
      'Deployment',
      image,
      [`${written}nginx:1.0`, 'images top/kustomization.yaml: 1.0'],
    ],
    [
      'replicas',
      'resources: [../base]\nreplicas: [{name: web, count: 5}]\n',
      'Deployment',
      'spec.replicas',
      [`${written}1`, 'replicas top/kustomization.yaml: 5'],
    ],
    [
      'a name with a prefix and a suffix',
      'resources: [../base]\nnamePrefix: a-\nnameSuffix: -z\n',
      'Deployment',
      'metadata.name',
      [`${written}web`, 'namePrefix top/kustomization.yaml: a-', 'nameSuffix top/kustomization.yaml: -z'],
    ],
    [
      'a value that is copied',
      'resources: [../base]\nreplacements:\n  - source: {kind: ConfigMap, fieldPath: data.color}\n    targets:\n      - select: {kind: Deployment}\n        fieldPaths: ["spec.template.spec.containers.0.env.0.value"]\n',
      'Deployment',
      'spec.template.spec.containers[0].env[name=A].value',
      [
        `${written}a`,
        'replacements top/kustomization.yaml: spec.template.spec.containers.0.env.0.value',
        'replacements base/kustomization.yaml: red',
      ],
    ],
    [
      'a reference to a generated name',
      'resources: [../base]\n',
      'Deployment',
      'spec.template.spec.containers[0].envFrom[0].configMapRef.name',
      [`${written}settings`, 'name-reference base/kustomization.yaml: settings'],
    ],
    [
      'a generated name',
      'resources: [../base]\n',
      'ConfigMap',
      'metadata.name',
      ['configMapGenerator base/kustomization.yaml: settings', 'hash'],
    ],
    [
      'a literal that another replaces',
      'resources: [../base]\nconfigMapGenerator:\n  - name: settings\n    behavior: merge\n    literals: [color=blue]\n',
      'ConfigMap',
      'data.color',
      ['configMapGenerator base/kustomization.yaml: red', 'configMapGenerator top/kustomization.yaml: blue'],
    ],
  ]

  it.each(cases)('%s', (_, kustomization, kind, field, expected) => {
    expect(chain({ 'top/kustomization.yaml': kustomization }, kind, field)).toEqual(expected)
  })
})

describe('paths of fields', () => {
  it.each([
    ['spec.replicas', ['spec', 'replicas']],
    ['.spec.replicas', ['spec', 'replicas']],
    ['/spec/replicas', ['spec', 'replicas']],
    ['/metadata/annotations/a.b~1c~0d', ['metadata', 'annotations', 'a.b/c~d']],
    ['metadata.annotations["a.b/c"]', ['metadata', 'annotations', 'a.b/c']],
    ["metadata.annotations['a.b/c']", ['metadata', 'annotations', 'a.b/c']],
    ['metadata.annotations.a\\.b/c', ['metadata', 'annotations', 'a.b/c']],
  ])('%s', (text, keys) => {
    expect(parseFieldPath(text)).toEqual(keys.map((key) => ({ is: 'key', key })))
  })

  it.each(['a..b', 'a[', 'a[]', 'a]b', 'a.b.'])('%s is none', (text) => {
    expect(parseFieldPath(text)).toBeUndefined()
  })
})
