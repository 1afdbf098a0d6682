import { describe, expect, it } from 'vitest'
import { createMemoryFileSystem } from '../src/files/memory-file-system.ts'
import { readConfiguration } from '../src/lint/read-configuration.ts'
import { buildRepository } from '../src/model/build-repository.ts'
import type { AppliedKustomization } from '../src/model/closure/applied-kustomization.ts'

const configMap = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`

const apps = (kind: string): string => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: apps, namespace: flux-system}
spec: {path: ./kafka, sourceRef: {kind: ${kind}, name: apps}}
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: ${kind}
metadata: {name: apps, namespace: flux-system}
spec: {url: "${kind === 'OCIRepository' ? 'oci' : 'https'}://example.com/org/apps"}
`

/** What the cluster's Flux Kustomization `apps` applies, with a configuration, and with a checkout beside the repository. */
function applyWith(kind: string, configuration: string, checkout?: Record<string, string>): AppliedKustomization {
  const read = readConfiguration('.gitops.yaml', configuration, [])
  if ('errors' in read) throw new Error(read.errors.map(({ message }) => message).join('\n'))
  const files = createMemoryFileSystem({
    'clusters/a/apps.yaml': apps(kind),
    'deploy/kafka/kustomization.yaml': 'resources: [../shared/settings.yaml]\n',
    'deploy/shared/settings.yaml': configMap('own'),
  })
  const checkouts = checkout === undefined ? new Map() : new Map([['../apps', createMemoryFileSystem(checkout)]])
  const repository = buildRepository(files, read.layout, { remotes: ['https://example.com/org/platform'] }, checkouts)
  const applied = repository.closures.get('a')?.applied.find(({ name }) => name === 'apps')
  if (applied === undefined) throw new Error('there is no Flux Kustomization apps')
  return applied
}

const namesOf = ({ objects }: AppliedKustomization): readonly string[] => objects.map(({ id }) => id.name)

describe('a source that the configuration ties to a directory', () => {
  it('of this repository is its artifact', () => {
    const applied = applyWith('OCIRepository', 'sources: {OCIRepository/flux-system/apps: ./deploy}\n')
    expect(namesOf(applied)).toEqual(['own'])
    expect(applied.isCertain).toBe(true)
    expect(applied.objects[0]?.root.step?.at?.file).toBe('deploy/shared/settings.yaml')
  })

  it('beside this repository is read from there', () => {
    const applied = applyWith('GitRepository', 'sources: {GitRepository/flux-system/apps: ../apps/}\n', {
      'kafka/topic.yaml': configMap('theirs'),
    })
    expect(namesOf(applied)).toEqual(['theirs'])
    expect(applied.isCertain).toBe(true)
    expect(applied.objects[0]?.root.step?.at?.file).toBe('../apps/kafka/topic.yaml')
  })

  it('beside this repository and not checked out is not seen', () => {
    const applied = applyWith('GitRepository', 'sources: {GitRepository/flux-system/apps: ../apps}\n')
    expect(applied.build).toBeUndefined()
    expect(applied.path?.target.kind).toBe('remote')
  })

  it('without a setting is not seen either', () => {
    expect(applyWith('GitRepository', '').path?.target.kind).toBe('remote')
    expect(applyWith('OCIRepository', '').isCertain).toBe(false)
  })
})
