import { describe, expect, it } from 'vitest'
import { makeEnvironments } from '../../scripts/bench/make-environments.ts'
import { makeRepository, type Size } from '../../scripts/bench/make-repository.ts'
import { makeToolkit } from '../../scripts/bench/make-toolkit.ts'
import { createMemoryFileSystem } from '../../src/files/memory-file-system.ts'
import { lintRepository } from '../../src/lint/lint-repository.ts'
import { buildRepository } from '../../src/model/build-repository.ts'
import { defaultLayout } from '../../src/model/layout.ts'
import { rules } from '../../src/rules/generated/registry.ts'

function filesOf(size: Size): Record<string, string> {
  const files: Record<string, string> = {}
  makeRepository(size, (path, text) => {
    expect(files[path], `${path} is written once`).toBeUndefined()
    files[path] = text
  })
  return files
}

const toolkit = makeToolkit()
const sizes: readonly (readonly [string, Size])[] = [
  ['100 files', { files: 100, clusters: 2 }],
  ['100 files with the toolkit', { files: 100, clusters: 2, toolkit }],
  ['400 files', { files: 400, clusters: 7 }],
  ['one cluster of a template', { files: 0, clusters: 1, templates: 1, platform: 40 }],
  ['clusters of one template', { files: 0, clusters: 3, templates: 1, platform: 40 }],
]

describe.each(sizes)('a made-up repository: %s', (_name, size) => {
  it('is the same for the same size', () => {
    expect(filesOf(size)).toEqual(filesOf(size))
  })

  it('has nothing wrong with it, and all of its clusters get what they load', () => {
    const repository = buildRepository(createMemoryFileSystem(filesOf(size)), defaultLayout, { remotes: [] })
    const findings = lintRepository(repository, { rules: new Map() }, rules)
    expect(findings.map(({ rule, message, at }) => `${rule}: ${message} (${at.file})`)).toEqual([])
    expect(repository.clusters.length).toBe(size.clusters)
    for (const { applied } of repository.closures.values()) {
      expect(applied.length).toBeGreaterThan(2)
      expect(applied.filter(({ objects }) => objects.length === 0)).toEqual([])
      expect(applied.filter(({ build }) => build === undefined || build.problems.length > 0)).toEqual([])
    }
  })
})

describe('the size of a made-up repository', () => {
  it.each([100, 600, 1_000, 5_000])('is %i files to within one application', (files) => {
    const count = Object.keys(filesOf({ files, clusters: files / 50 })).length
    expect(count).toBeLessThanOrEqual(files)
    expect(count).toBeGreaterThan(files - 20)
  })

  it('has the number of clusters', () => {
    const paths = Object.keys(filesOf({ files: 2_000, clusters: 30 }))
    expect(new Set(paths.map((path) => /^clusters\/([^/]+)/.exec(path)?.[1]).filter(Boolean)).size).toBe(30)
  })

  it('grows with the template: each cluster loads all of the platform', () => {
    const paths = Object.keys(filesOf({ files: 0, clusters: 2, templates: 1, platform: 40 }))
    expect(paths.filter((path) => path.startsWith('cluster-templates/')).length).toBe(41)
  })
})

describe('the made-up gotk-components.yaml', () => {
  it('is as large as the one that flux bootstrap writes, and always the same', () => {
    expect(toolkit.length).toBeGreaterThan(280_000)
    expect(toolkit.length).toBeLessThan(350_000)
    expect(makeToolkit()).toBe(toolkit)
  })
})

describe('made-up environments', () => {
  it('differ in the shares that they say', () => {
    const files = new Map<string, string>()
    makeEnvironments(100, (path, text) => files.set(path, text))
    const textOf = (environment: string, index: number): string | undefined =>
      files.get(`clusters/${environment}/team-0/app-${index}.yaml`)
    const all = Array.from({ length: 100 }, (_, index) => [textOf('staging', index), textOf('production', index)])
    expect(all.filter(([source]) => source === undefined).length).toBe(10)
    expect(all.filter(([, target]) => target === undefined).length).toBe(10)
    expect(all.filter(([source, target]) => source === target).length).toBe(10)
  })
})
