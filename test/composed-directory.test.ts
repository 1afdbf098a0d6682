import { describe, expect, it } from 'vitest'
import { createMemoryFileSystem } from '../src/files/memory-file-system.ts'
import { buildRepository } from '../src/model/build-repository.ts'
import type { AppliedKustomization } from '../src/model/closure/applied-kustomization.ts'
import type { Closure } from '../src/model/closure/closure.ts'
import { defaultLayout } from '../src/model/layout.ts'

const configMap = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`

const flux = (name: string, more: string): string => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: ${name}, namespace: flux-system}
spec: {path: ./x, ${more}}
`

const generator = (copies: string): string => `apiVersion: source.extensions.fluxcd.io/v1beta1
kind: ArtifactGenerator
metadata: {name: generator, namespace: flux-system}
spec:
  sources: [{alias: r, kind: GitRepository, name: flux-system}]
  artifacts: [{name: apps, copy: [${copies}]}]
`

const copy = (from: string, to: string): string => `{from: "@r/${from}", to: "@artifact/${to}"}`

function closureOf(files: Readonly<Record<string, string>>): Closure {
  const closure = buildRepository(createMemoryFileSystem(files), defaultLayout, { remotes: [] }).closures.get('a')
  if (closure === undefined) throw new Error('there is no cluster a')
  return closure
}

const namesOf = ({ objects }: AppliedKustomization): readonly string[] => objects.map(({ id }) => id.name)

describe('a directory that an artifact is put together of', () => {
  it.each([
    ['of files of two directories', [copy('apps/a/**', 'x/'), copy('apps/b/b.yaml', 'x/b.yaml')]],
    ['of files under other names', [copy('apps/a/a.yaml', 'x/1.yaml'), copy('apps/b/b.yaml', 'x/2.yaml')]],
  ])('%s is built, and all its files are loaded', (_name, copies) => {
    const { applied, files } = closureOf({
      'clusters/a/generator.yaml': generator(copies.join(', ')),
      'clusters/a/apps.yaml': flux('apps', 'sourceRef: {kind: ExternalArtifact, name: apps}'),
      'apps/a/a.yaml': configMap('a'),
      'apps/b/b.yaml': configMap('b'),
    })
    const one = applied.find(({ name }) => name === 'apps')
    expect(one === undefined ? [] : [one.isCertain, ...namesOf(one)]).toEqual([true, 'a', 'b'])
    expect([...files.keys()]).toEqual(expect.arrayContaining(['apps/a/a.yaml', 'apps/b/b.yaml']))
  })
})

describe('a remote cluster', () => {
  it('is told by its Secret, or by its ConfigMap', () => {
    const source = 'sourceRef: {kind: GitRepository, name: flux-system}'
    const { applied } = closureOf({
      'clusters/a/one.yaml': flux('one', `${source}, kubeConfig: {secretRef: {name: edge}}`),
      'clusters/a/two.yaml': flux('two', `${source}, kubeConfig: {configMapRef: {name: edge}}`),
      'clusters/a/three.yaml': flux('three', `${source}, kubeConfig: {configMapRef: {name: west}}`),
      'x/a.yaml': configMap('a'),
    })
    const remote = new Map(applied.map(({ name, remoteCluster }) => [name, remoteCluster]))
    expect(['one', 'two', 'three'].map((name) => remote.get(name))).toEqual([
      'edge',
      'ConfigMap/edge',
      'ConfigMap/west',
    ])
  })
})

describe('a submodule', () => {
  const files = (source: string): Readonly<Record<string, string>> => ({
    'clusters/a/flux-system/gotk-sync.yaml': `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: {name: flux-system, namespace: flux-system}
spec: {url: https://example.com/org/platform${source}}
`,
    'clusters/a/apps.yaml': flux('apps', 'sourceRef: {kind: GitRepository, name: flux-system}'),
    'x/kustomization.yaml': 'resources: [../vendor/base]\n',
  })

  it.each([
    ['is not seen where the source takes it along', ', recurseSubmodules: true', [], ['out-of-sight']],
    ['is not there otherwise', '', ['missing'], []],
  ])('%s', (_name, source, problems, unverified) => {
    const fileSystem = { ...createMemoryFileSystem(files(source)), submodules: ['vendor'] }
    const { closures } = buildRepository(fileSystem, defaultLayout, { remotes: [] })
    const build = closures.get('a')?.applied.find(({ name }) => name === 'apps')?.build
    expect(build?.problems.map(({ code }) => code)).toEqual(problems)
    expect(build?.unverified.map(({ code }) => code)).toEqual(unverified)
  })
})
