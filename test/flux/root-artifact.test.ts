import { describe, expect, it } from 'vitest'
import { createMemoryFileSystem } from '../../src/files/memory-file-system.ts'
import { buildRepository } from '../../src/model/build-repository.ts'
import { defaultLayout } from '../../src/model/layout.ts'
import { bootstrapSync } from '../bootstrap-sync.ts'

type Files = Readonly<Record<string, string>>

/** What bootstrap writes, with further fields of the GitRepository. */
const sync = (source = ''): Files => ({
  'clusters/a/flux-system/kustomization.yaml': 'resources: [gotk-sync.yaml]\n',
  'clusters/a/flux-system/gotk-sync.yaml': bootstrapSync('a', source),
})

const configMap = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`

const instance = `apiVersion: fluxcd.controlplane.io/v1
kind: FluxInstance
metadata: {name: flux, namespace: flux-system}
spec:
  sync: {kind: OCIRepository, url: "oci://example.com/org/platform", ref: latest, path: clusters/a}
  kustomize:
    patches:
      - target: {kind: OCIRepository}
        patch: '[{"op": "add", "path": "/spec/ignore", "value": "left-out.yaml"}]'
`

/** The ConfigMaps that the root of the only cluster applies, and why its build fails. */
function applyRoot(files: Files): readonly string[] {
  const repository = buildRepository(createMemoryFileSystem(files), defaultLayout, { remotes: [] })
  const root = repository.closures.get('a')?.applied[0]
  const names = root?.objects.filter(({ id }) => id.kind === 'ConfigMap').map(({ id }) => id.name) ?? []
  return [...names, ...(root?.build?.problems ?? []).map(({ code }) => code)]
}

describe('the root of a cluster is built from what its own source packs', () => {
  it.each<[name: string, files: Files, applied: readonly string[]]>([
    [
      'without what its GitRepository ignores',
      {
        ...sync(', ignore: /clusters/a/notes.yaml'),
        'clusters/a/notes.yaml': 'just: notes\n',
        'clusters/a/one.yaml': configMap('one'),
      },
      ['one'],
    ],
    [
      'without what a patch makes it ignore',
      {
        ...sync(),
        'clusters/a/flux-system/kustomization.yaml': `resources: [gotk-sync.yaml]
patches:
  - target: {kind: GitRepository}
    patch: '[{"op": "add", "path": "/spec/ignore", "value": "/clusters/a/left-out.yaml"}]'
`,
        'clusters/a/left-out.yaml': configMap('left-out'),
        'clusters/a/one.yaml': configMap('one'),
      },
      ['one'],
    ],
    [
      'with nothing but a sparse checkout, in which a file is missing',
      {
        ...sync(', sparseCheckout: [clusters/a]'),
        'clusters/a/kustomization.yaml': 'resources: [flux-system, one.yaml, ../../apps/two.yaml]\n',
        'clusters/a/one.yaml': configMap('one'),
        'apps/two.yaml': configMap('two'),
      },
      ['one', 'missing'],
    ],
    [
      'without what a FluxInstance patches its source to ignore',
      {
        'clusters/a/flux.yaml': instance,
        'clusters/a/left-out.yaml': configMap('left-out'),
        'clusters/a/one.yaml': configMap('one'),
      },
      ['one'],
    ],
  ])('%s', (_name, files, applied) => {
    expect(applyRoot(files)).toEqual(applied)
  })
})
