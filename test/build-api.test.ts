import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeTree } from './write-tree.ts'

const files = {
  '.git/HEAD': '',
  'base/kustomization.yaml':
    'resources: [deployment.yaml]\nsecretGenerator: [{ name: s, literals: ["password=hunter22"] }]\n',
  'base/deployment.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n  annotations: { __proto__: "1" }\nspec:\n  replicas: 1\n',
  'over/kustomization.yaml': 'resources: [../base]\nreplicas: [{ name: web, count: 3 }]\n',
  'broken/kustomization.yaml': 'resources: [../base, gone.yaml, https://example.com/a.yaml]\n',
}

/** The public API as it is published. */
async function loadApi() {
  return (await import(join(import.meta.dirname, '../dist/index.mjs'))) as typeof import('../src/index.ts')
}

describe('build()', () => {
  it('gives objects in order, the text, and who set a field', async () => {
    const { build } = await loadApi()
    const { objects, text, lineage, diagnostics } = await build(join(writeTree(files), 'over'))
    expect(objects.map(({ kind }) => kind)).toEqual(['Secret', 'Deployment'])
    expect(objects[1]).toMatchObject({ spec: { replicas: 3 } })
    expect(text).toContain('\n---\napiVersion: apps/v1\n')
    expect(lineage(1, 'spec.replicas')).toEqual([
      { cause: 'resource', place: { file: 'base/deployment.yaml', line: 7, column: 13 }, value: '1' },
      { cause: 'replicas', place: { file: 'over/kustomization.yaml', line: 2, column: 32 }, value: '3' },
    ])
    expect(lineage(1, 'spec.nothing')).toEqual([])
    expect(diagnostics).toEqual([])
  })

  it('keeps every key a key', async () => {
    const { build } = await loadApi()
    const { objects } = await build(join(writeTree(files), 'over'))
    const metadata = objects[1]?.metadata as { readonly annotations: object } | undefined
    expect(Object.entries(metadata?.annotations ?? {})).toEqual([['__proto__', '1']])
  })

  it('tells who set a secret, and not what it is', async () => {
    const { build } = await loadApi()
    const { lineage } = await build(join(writeTree(files), 'over'))
    const steps = lineage(0, 'data.password')
    expect(steps.at(-1)).toMatchObject({ cause: 'secretGenerator', place: { file: 'base/kustomization.yaml' } })
    expect(JSON.stringify(steps)).not.toContain('hunter22')
  })

  it('makes findings of mistakes, all of them, and throws only for a directory that is none', async () => {
    const { build } = await loadApi()
    const root = writeTree(files)
    const { diagnostics, objects } = await build(join(root, 'broken'))
    expect(diagnostics.map(({ severity, code, place }) => [severity, code, place?.line])).toEqual([
      ['error', 'missing', 1],
      ['warning', 'remote', 1],
    ])
    expect(objects).toHaveLength(2)
    await expect(build(join(root, 'nowhere'))).rejects.toThrow('there is no such file or directory')
  })
})
