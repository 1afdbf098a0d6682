import { expect, it } from 'vitest'
import { createMemoryFileSystem } from '../src/files/memory-file-system.ts'
import { getNode } from '../src/kustomize/tree/get-node.ts'
import { buildRepository } from '../src/model/build-repository.ts'
import type { AppliedObject } from '../src/model/closure/applied-kustomization.ts'
import { defaultLayout } from '../src/model/layout.ts'

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
  const { closures } = buildRepository(createMemoryFileSystem(files), defaultLayout, { remotes: [] })
  const objectsOf = (cluster: string): readonly AppliedObject[] =>
    closures.get(cluster)?.applied.flatMap(({ objects }) => objects) ?? []
  return (cluster, name) => objectsOf(cluster).find(({ id }) => id.name === name)
}

const patch = `patches: [{ target: { kind: Kustomization }, patch: '[{ "op": "add", "path": "/spec/prune", "value": true }]' }]\n`

it('clusters share what they have in common: the same text, set by the same steps', () => {
  const find = render({ a: '', b: '', c: '' })
  for (const name of ['app', 'plain']) {
    expect(find('a', name)).toBeDefined()
    expect(find('c', name)?.root).toBe(find('b', name)?.root)
  }
  expect(find('b', 'app')?.owner).not.toBe(find('c', 'app')?.owner)
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
