import { expect, it } from 'vitest'
import { createMemoryFileSystem } from '../src/files/memory-file-system.ts'
import { getNode } from '../src/kustomize/tree/get-node.ts'
import { buildRepository } from '../src/model/build-repository.ts'
import type { AppliedObject } from '../src/model/closure/applied-kustomization.ts'
import { defaultLayout } from '../src/model/layout.ts'
import { ownerOf } from '../src/model/queries/owner-of.ts'

const component = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: app
  namespace: flux-system
spec:
  path: ./app
  sourceRef:
    kind: GitRepository
    name: flux-system
  postBuild:
    substituteFrom:
      - kind: ConfigMap
        name: settings
  commonMetadata:
    labels:
      team: a
`
const manifest = (name: string, value: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: flux-system\ndata:\n  host: ${value}\n`

/** Clusters of one template, each with a host of its own; what `more` adds to their kustomization files, by cluster. */
function render(more: Readonly<Record<string, string>>): (cluster: string, name: string) => AppliedObject | undefined {
  const files: Record<string, string> = {
    'template/kustomization.yaml': 'resources: [app.yaml]\n',
    'template/app.yaml': component,
    'app/kustomization.yaml': 'resources: [plain.yaml, own.yaml]\n',
    'app/plain.yaml': manifest('plain', 'x'),
    'app/own.yaml': manifest('own', `\${host}`),
  }
  for (const [name, text] of Object.entries(more)) {
    files[`clusters/${name}/kustomization.yaml`] = `resources: [../../template, settings.yaml]\n${text}`
    files[`clusters/${name}/settings.yaml`] = manifest('settings', `${name}.example.com`)
  }
  const repository = buildRepository(createMemoryFileSystem(files), defaultLayout, { remotes: [] })
  // All of them are rendered, in their order.
  const closures = new Map(repository.closures)
  const objectsOf = (cluster: string): readonly AppliedObject[] =>
    closures.get(cluster)?.applied.flatMap(({ objects }) => objects) ?? []
  return (cluster, name) => objectsOf(cluster).find(({ id }) => id.name === name)
}

const patch = `patches: [{ target: { kind: Kustomization }, patch: '[{ "op": "add", "path": "/spec/prune", "value": true }]' }]\n`

it('clusters share what they have in common: the same text, set by the same steps', () => {
  // The first two that read a manifest have it to themselves.
  const find = render({ a: '', b: '', c: '', d: '', e: '' })
  for (const name of ['app', 'plain']) {
    expect(find('d', name)).toBeDefined()
    expect(find('e', name)?.root).toBe(find('d', name)?.root)
  }
  expect(find('d', 'app')?.owner).not.toBe(find('e', 'app')?.owner)
})

it('what a cluster changes, or a variable of it, is its own', () => {
  const find = render({ a: '', b: patch, c: '', d: patch })
  const pruneOf = (cluster: string): string | undefined => getNode(find(cluster, 'app')?.root, ['spec', 'prune'])?.value
  expect(['a', 'b', 'c', 'd'].map(pruneOf)).toEqual([undefined, 'true', undefined, 'true'])
  expect(find('b', 'app')?.root).not.toBe(find('d', 'app')?.root)
  const hostOf = (cluster: string): string | undefined => getNode(find(cluster, 'own')?.root, ['data', 'host'])?.value
  expect(['a', 'b', 'c'].map(hostOf)).toEqual(['a.example.com', 'b.example.com', 'c.example.com'])
  expect(getNode(find('a', 'own')?.root, ['data', 'host'])?.step?.at?.file).toBe('clusters/a/settings.yaml')
})

/** Flux Kustomizations of one cluster, each with an overlay of its own over one base; what `more` adds to them. */
function renderOverlays(more: Readonly<Record<string, { readonly spec?: string }>>) {
  const files: Record<string, string> = {
    'base/kustomization.yaml': 'resources: [shared.yaml]\n',
    'base/shared.yaml': 'apiVersion: example.com/v1\nkind: Foo\nmetadata:\n  name: shared\n',
  }
  for (const [name, { spec = '' }] of Object.entries(more)) {
    files[`apps/${name}/kustomization.yaml`] = `resources: [../../base]\n`
    files[`clusters/one/${name}.yaml`] =
      `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: ${name}, namespace: flux-system}\nspec:\n  path: ./apps/${name}\n  sourceRef: {kind: GitRepository, name: flux-system}\n${spec}`
  }
  const repository = buildRepository(createMemoryFileSystem(files), defaultLayout, { remotes: [] })
  const closure = repository.closures.get('one')
  if (closure === undefined) throw new Error('there is no cluster')
  return { closure, objects: closure.applied.flatMap(({ objects }) => objects) }
}

it('each owner of what is one object for several is told', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f']
  const { closure, objects } = renderOverlays(Object.fromEntries(names.map((name) => [name, {}])))
  const shared = objects.filter(({ id }) => id.name === 'shared')
  expect(new Set(shared.map(({ root }) => root)).size).toBeLessThan(names.length)
  expect(shared.map((object) => ownerOf(closure, object)?.name)).toEqual(names)
})

it('each Flux Kustomization that changes its build has one of its own', () => {
  const names = ['a', 'b', 'c', 'd', 'e']
  const spec = '  targetNamespace: web\n'
  const { closure } = renderOverlays(Object.fromEntries(names.map((name) => [name, { spec }])))
  const builds = closure.applied.flatMap(({ build, path }) => (path === undefined ? [] : [build]))
  expect(builds.length).toBeGreaterThanOrEqual(names.length)
  expect(new Set(builds).size).toBe(builds.length)
})
