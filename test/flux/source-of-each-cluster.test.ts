import { describe, expect, it } from 'vitest'
import { createMemoryFileSystem } from '../../src/files/memory-file-system.ts'
import { buildRepository } from '../../src/model/build-repository.ts'
import { defaultLayout } from '../../src/model/layout.ts'
import { bootstrapSync } from '../bootstrap-sync.ts'

type Files = Readonly<Record<string, string>>

const source = (name: string, more: string): string => `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: {name: ${name}, namespace: flux-system}
spec: {ref: {branch: main}, url: https://example.com/org/platform${more}}
`

const kustomization = (name: string, path: string, of: string, more = ''): string => `---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: ${name}, namespace: flux-system}
spec: {path: ${path}, sourceRef: {kind: GitRepository, name: ${of}}, prune: true${more}}
`

/** A cluster whose source of applications leaves something out. */
const cluster = (name: string, more = ''): Files => ({
  [`clusters/${name}/kustomization.yaml`]: 'resources: [flux-system, applications.yaml]\n',
  [`clusters/${name}/flux-system/kustomization.yaml`]: 'resources: [gotk-sync.yaml]\n',
  [`clusters/${name}/flux-system/gotk-sync.yaml`]: bootstrapSync(name),
  [`clusters/${name}/applications.yaml`]:
    source('applications', more) + kustomization('layer', './layers', 'flux-system'),
})

const configMap = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`

describe('a Flux Kustomization that clusters share, and that adds to what it builds', () => {
  it('is built of the source that each cluster has', () => {
    const files = {
      ...cluster('one'),
      ...cluster('two', ', ignore: /components/extra.yaml'),
      'layers/kustomization.yaml': 'resources: [layer.yaml]\n',
      'layers/layer.yaml': kustomization('components', './components', 'applications', ', namePrefix: of-'),
      'components/plain.yaml': configMap('plain'),
      'components/extra.yaml': configMap('extra'),
    }
    const { closures } = buildRepository(createMemoryFileSystem(files), defaultLayout, { remotes: [] })
    const namesOf = (name: string): readonly string[] =>
      (closures.get(name)?.applied ?? []).flatMap(({ objects }) =>
        objects.filter(({ id }) => id.kind === 'ConfigMap').map(({ id }) => id.name),
      )
    expect(namesOf('one').toSorted()).toEqual(['of-extra', 'of-plain'])
    expect(namesOf('two')).toEqual(['of-plain'])
  })
})
