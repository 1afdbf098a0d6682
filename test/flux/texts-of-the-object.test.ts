import { expect, it } from 'vitest'
import { createMemoryFileSystem } from '../../src/files/memory-file-system.ts'
import { buildRepository } from '../../src/model/build-repository.ts'
import { defaultLayout } from '../../src/model/layout.ts'
import { emitYaml } from '../../src/yaml/emit-yaml.ts'

it('texts of a Flux Kustomization stay texts in the build, though YAML 1.1 reads them as booleans', () => {
  const files = createMemoryFileSystem({
    'clusters/a/apps.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: apps, namespace: flux-system}
spec:
  path: ./apps
  targetNamespace: y
  nameSuffix: off
  images: [{name: n, newTag: yes}]
  sourceRef: {kind: GitRepository, name: flux-system}
`,
    'apps/pod.yaml':
      'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, image: "n:1"}]}\n',
  })
  const { closures } = buildRepository(files, defaultLayout, { remotes: [] })
  const apps = closures.get('a')?.applied.find(({ name }) => name === 'apps')
  expect(apps?.build?.problems).toEqual([])
  expect(emitYaml(apps?.objects[0]?.value ?? null)).toBe(
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: weboff\n  namespace: "y"\nspec:\n  containers:\n  - image: n:yes\n    name: web\n',
  )
})
