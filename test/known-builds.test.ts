import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemoryFileSystem } from '../src/files/memory-file-system.ts'
import type { Step } from '../src/kustomize/tree/step.ts'
import type { TreeNode } from '../src/kustomize/tree/tree-node.ts'
import { buildRepository } from '../src/model/build-repository.ts'
import { createKnownBuilds, type KnownBuilds } from '../src/model/closure/known-builds.ts'
import { defaultLayout } from '../src/model/layout.ts'
import type { Repository } from '../src/model/repository.ts'
import { bootstrapSync } from './bootstrap-sync.ts'

type Files = Readonly<Record<string, string | Uint8Array>>

const kustomization = (name: string, more = ''): string => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: ${name}, namespace: flux-system}
spec: {path: ./${name}, sourceRef: {kind: GitRepository, name: flux-system}${more}}
`

const configMap = (name: string, value: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {key: ${value}}\n`

/** What each file may hold; undefined where it may be missing. */
const variants = {
  'clusters/a/flux-system/kustomization.yaml': ['resources: [gotk-sync.yaml]\n'],
  'clusters/a/flux-system/gotk-sync.yaml': [
    bootstrapSync('a'),
    bootstrapSync('a', ', ignore: /plain/one.yaml'),
    bootstrapSync('a', ', ignore: "*.txt"'),
  ],
  'clusters/a/kustomization.yaml': [
    'resources: [flux-system, written.yaml, plain.yaml, patched.yaml, ../shared.yaml]\n',
  ],
  'clusters/b/flux-system/kustomization.yaml': ['resources: [gotk-sync.yaml]\n'],
  'clusters/b/flux-system/gotk-sync.yaml': [
    bootstrapSync('b', ', ignore: /only-b'),
    bootstrapSync('b'),
    bootstrapSync('b', ', ignore: /base/more'),
  ],
  'clusters/b/kustomization.yaml': [
    'resources: [flux-system, ../shared.yaml, ../a/written.yaml, ../a/plain.yaml, ../a/patched.yaml]\n',
    'resources: [flux-system, ../a/patched.yaml]\n',
  ],
  'clusters/shared.yaml': [configMap('shared', 'one'), new Uint8Array([97, 58, 32, 233, 10])],
  'clusters/a/written.yaml': [kustomization('written'), kustomization('written', ', prune: true')],
  'clusters/a/plain.yaml': [kustomization('plain')],
  'clusters/a/patched.yaml': [
    kustomization('patched', ', namePrefix: one-'),
    kustomization('patched', ', namePrefix: two-'),
    kustomization('patched', ', components: [../extra], ignoreMissingComponents: true'),
    kustomization('patched', ', postBuild: {substitute: {key: other}}'),
    kustomization('patched', ', Images: [{name: nginx, newTag: "1"}]'),
    kustomization('patched', ', Images: [{name: nginx, newTag: "2"}]'),
  ],
  'written/kustomization.yaml': [
    'resources: [../base]\nnameSuffix: -x\n',
    'resources: [../base]\npatches: [{path: patch.yaml}]\n',
    'resources: [../base]\nconfigMapGenerator: [{name: made, files: [data.txt, blob.bin]}]\n',
    'resources: [../base, gone.yaml]\nimages: [{name: nginx, newTag: "2"}]\n',
  ],
  'written/patch.yaml': [configMap('base', 'patched'), configMap('base', 'again'), configMap('other', 'x'), undefined],
  'written/gone.yaml': [undefined, configMap('gone', 'back')],
  'written/data.txt': ['one\n', '\uFEFFone\n', 'two\n', undefined],
  'written/blob.bin': [new Uint8Array([255, 1]), new Uint8Array([255, 2])],
  'base/kustomization.yaml': ['resources: [base.yaml]\n', 'resources: [base.yaml, more]\n'],
  'base/Kustomization': [undefined, 'resources: [base.yaml]\n'],
  'base/base.yaml': [
    configMap('base', 'one'),
    new Uint8Array([97, 58, 32, 233, 10]),
    `# A comment.\n${configMap('base', 'one')}`,
    'kind: [',
    undefined,
  ],
  'base/more/kustomization.yaml': ['resources: [more.yaml]\n', undefined],
  'base/more/more.yaml': [configMap('more', 'one'), configMap('more', 'two')],
  'plain/one.yaml': [configMap('one', 'one'), configMap('one', 'two'), undefined],
  'plain/two.yaml': [configMap('two', 'one'), undefined],
  'plain/inner/kustomization.yaml': ['resources: [three.yaml]\n', undefined],
  'plain/inner/three.yaml': [configMap('three', `"\${key}"`), configMap('three', 'two')],
  'patched/pod.yaml': [
    'apiVersion: v1\nkind: Pod\nmetadata: {name: pod}\nspec: {containers: [{name: a, image: nginx}]}\n',
  ],
  'patched/nested.yaml': [kustomization('plain', ', namePrefix: nested-'), undefined],
  'patched/one.yaml': [configMap('one', `"\${key}"`), configMap('one', 'two')],
  'extra/kustomization.yaml': ['kind: Component\nnamePrefix: extra-\n', undefined],
  'alone/kustomization.yaml': ['resources: [../base]\n', 'resources: [../base]\nnamePrefix: alone-\n'],
} as const satisfies Record<string, readonly (string | Uint8Array | undefined)[]>

const contents = Object.entries<readonly (string | Uint8Array | undefined)[]>(variants)

const states: fc.Arbitrary<Files> = fc
  .tuple(
    ...contents.map(([path, [usual, ...others]]) =>
      fc
        .oneof({ weight: 5, arbitrary: fc.constant(usual) }, fc.constantFrom(usual, ...others))
        .map((one) => ({ path, one })),
    ),
  )
  .map((chosen) => toFiles(chosen))

function toFiles(chosen: readonly { readonly path: string; readonly one: string | Uint8Array | undefined }[]): Files {
  return Object.fromEntries(chosen.flatMap(({ path, one }) => (one === undefined ? [] : [[path, one]])))
}

function modelOf(files: Files, builds?: KnownBuilds): Repository {
  return buildRepository(createMemoryFileSystem(files), defaultLayout, { remotes: [] }, new Map(), { builds })
}

/** All that a repository renders and builds, with the steps that set it, as text that can be compared. */
function describeModel({ closures, builds }: Repository): unknown {
  return {
    closures: [...closures].map(([name, { applied, files }]) => ({
      name,
      files: [...files.keys()],
      applied: applied.map(({ name: own, objects, build }) => ({
        own,
        objects: objects.map(({ id, root }) => [id, describeNode(root)]),
        problems: build?.problems,
      })),
    })),
    builds: builds.map(({ directory, objects, problems, unverified, observations }) => ({
      directory,
      objects: objects.map(({ id, root }) => [id, describeNode(root)]),
      problems,
      unverified,
      observations: observations.map(({ entry, at, subject, matched, changed }) => [
        entry,
        at,
        subject,
        matched,
        changed,
      ]),
    })),
  }
}

function describeNode(node: TreeNode): unknown {
  const { kind, value, tag, fields, items } = node
  return {
    value: [kind, tag, value],
    steps: listSteps(node.step),
    inner: [...fields.map((field) => [field.key.value, describeNode(field.value)]), ...items.map(describeNode)],
  }
}

function listSteps(step: Step | undefined): readonly unknown[] {
  return step === undefined ? [] : [[step.cause, step.at, step.value], ...listSteps(step.before)]
}

const first = toFiles(contents.map(([path, [one]]) => ({ path, one })))

const rootOf = (repository: Repository, owner: string, name: string): TreeNode | undefined =>
  repository.closures
    .get('a')
    ?.applied.find((one) => one.name === owner)
    ?.objects.find(({ id }) => id.name === name)?.root

describe('builds of one state of a repository', () => {
  it('are those of another where nothing that they read is different', () => {
    const builds = createKnownBuilds()
    const before = modelOf(first, builds)
    const after = modelOf({ ...first, 'base/base.yaml': configMap('base', 'other') }, builds)
    expect(rootOf(before, 'plain', 'one')).toBeDefined()
    expect(rootOf(after, 'plain', 'one')).toBe(rootOf(before, 'plain', 'one'))
    expect(rootOf(after, 'patched', 'one-one')).toBe(rootOf(before, 'patched', 'one-one'))
    expect(rootOf(after, 'written', 'base-x')).not.toBe(rootOf(before, 'written', 'base-x'))
  })

  it('are found again when a state comes back', () => {
    const builds = createKnownBuilds()
    const before = rootOf(modelOf(first, builds), 'written', 'base-x')
    const between = rootOf(
      modelOf({ ...first, 'base/base.yaml': configMap('base', 'other') }, builds),
      'written',
      'base-x',
    )
    expect(between).toBeDefined()
    expect(between).not.toBe(before)
    expect(rootOf(modelOf(first, builds), 'written', 'base-x')).toBe(before)
  })

  it('never show in what is rendered', () => {
    fc.assert(
      fc.property(fc.array(states, { minLength: 2, maxLength: 3 }), (some) => {
        const builds = createKnownBuilds()
        for (const files of some) expect(describeModel(modelOf(files, builds))).toEqual(describeModel(modelOf(files)))
      }),
      { numRuns: 100 },
    )
  })

  it('never show where the states are opened first, and their clusters rendered in any order', () => {
    const asked = fc.array(fc.tuple(fc.nat(2), fc.constantFrom('a', 'b')), { maxLength: 6 })
    fc.assert(
      fc.property(fc.array(states, { minLength: 1, maxLength: 3 }), asked, (some, order) => {
        const builds = createKnownBuilds()
        const models = some.map((files) => modelOf(files, builds))
        for (const [index, name] of order) models[index]?.closures.get(name)
        const described = models.toReversed().map(describeModel).toReversed()
        expect(described).toEqual(some.map((files) => describeModel(modelOf(files))))
      }),
      { numRuns: 100 },
    )
  })
})
