import { describe, expect, it } from 'vitest'
import { createMemoryFileSystem } from '../../src/files/memory-file-system.ts'
import { buildRepository } from '../../src/model/build-repository.ts'
import { defaultLayout } from '../../src/model/layout.ts'

const flux = (name: string, postBuild: string): string => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: "${name}", namespace: flux-system}
spec:
  path: ./apps
  sourceRef: {kind: GitRepository, name: flux-system}
  postBuild: {substitute: {n: "${postBuild}"}}
`

/** The problems of all builds of the cluster, and how many Flux Kustomizations it has. */
function renderWith(added: string): { readonly codes: readonly string[]; readonly count: number } {
  const files = createMemoryFileSystem({
    'clusters/a/apps.yaml': flux('apps', 'a'),
    'apps/next.yaml': flux(`next-\${n}`, `\${n}${added}`),
  })
  const applied = buildRepository(files, defaultLayout, { remotes: [] }).closures.get('a')?.applied ?? []
  return { codes: applied.flatMap(({ build }) => build?.problems.map(({ code }) => code) ?? []), count: applied.length }
}

describe('Flux Kustomizations that bring forth each other without end', () => {
  it('are followed for a while', () => {
    expect(renderWith('a')).toEqual({ codes: ['endless'], count: 51 })
  })

  it('are followed until a name is too long', () => {
    expect(renderWith('x'.repeat(100))).toEqual({ codes: ['endless'], count: 5 })
  })

  it('end by themselves where the name stays the same', () => {
    expect(renderWith('')).toEqual({ codes: [], count: 3 })
  })
})
