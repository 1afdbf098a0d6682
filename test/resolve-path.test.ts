import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMemoryFileSystem } from '../src/files/memory-file-system.ts'
import type { Reference } from '../src/kustomize/reference.ts'
import type { Target } from '../src/kustomize/target.ts'
import { buildRepository } from '../src/model/build-repository.ts'
import { defaultLayout } from '../src/model/layout.ts'

type Git = Parameters<typeof createMemoryFileSystem>[1]

/** The references of a kustomization file in `apps/kafka` beside the given files, which are all empty. */
function referencesIn(kustomization: string, paths: readonly string[], git: Git = {}): readonly Reference[] {
  const path = 'apps/kafka/kustomization.yaml'
  const files = { ...Object.fromEntries(paths.map((one) => [one, ''])), [path]: kustomization }
  const repository = buildRepository(createMemoryFileSystem(files, git), defaultLayout, { remotes: [] })
  return repository.references.get(path) ?? []
}

/** A target in a line: its kind, and where it leads or why it does not. */
function show(target: Target | undefined): string {
  switch (target?.kind) {
    case 'kustomization':
      return `kustomization ${target.file.path}`
    case 'file':
    case 'directory':
    case 'outside':
      return `${target.kind} ${target.path}`
    case 'remote':
      return `remote ${target.url}`
    case 'missing': {
      const { reason, tried } = target
      return `missing ${tried.join(' ')}: ${reason.is}${'actual' in reason ? ` ${reason.actual}` : ''}`
    }
    default:
      return String(target?.kind)
  }
}

const tree = [
  'apps/kafka/topic.yaml',
  'apps/kafka/Upper.yaml',
  'apps/base/kustomization.yaml',
  'apps/yml/kustomization.yml',
  'apps/plain/Kustomization',
  'apps/none/deployment.yaml',
  'charts/kafka/Chart.yaml',
  'root.yaml',
]
const git: Git = { symlinks: ['apps/link', 'apps/kafka/link.yaml'], ignoredByGit: ['apps/kafka/secret.env'] }

describe('resolvePath', () => {
  it.each([
    // What exists.
    ['resources', 'topic.yaml', 'file apps/kafka/topic.yaml'],
    ['resources', './topic.yaml', 'file apps/kafka/topic.yaml'],
    ['resources', '../../root.yaml', 'file root.yaml'],
    ['resources', '../base', 'kustomization apps/base/kustomization.yaml'],
    ['resources', '../base/', 'kustomization apps/base/kustomization.yaml'],
    ['resources', '../yml', 'kustomization apps/yml/kustomization.yml'],
    ['resources', '../plain', 'kustomization apps/plain/Kustomization'],
    ['resources', '.', 'kustomization apps/kafka/kustomization.yaml'],
    ['components', '../base', 'kustomization apps/base/kustomization.yaml'],
    // Outside.
    ['resources', 'https://example.com/a.yaml', 'remote https://example.com/a.yaml'],
    ['resources', 'github.com/org/repo//base?ref=v1', 'remote github.com/org/repo//base?ref=v1'],
    ['components', 'ssh://git@example.com/org/repo', 'remote ssh://git@example.com/org/repo'],
    ['resources', '../../../other/base', 'outside ../../../other/base'],
    ['resources', '/etc/passwd', 'outside /etc/passwd'],
    // What does not exist, and why.
    ['resources', 'gone.yaml', 'missing apps/kafka/gone.yaml: absent'],
    ['resources', '', 'missing apps/kafka: absent'],
    ['resources', 'topic.yml', 'missing apps/kafka/topic.yml: absent'],
    ['resources', 'upper.yaml', 'missing apps/kafka/upper.yaml: letter-case apps/kafka/Upper.yaml'],
    ['resources', '../Base', 'missing apps/Base: letter-case apps/base'],
    ['resources', '..\\base', 'missing apps/kafka/..\\base: backslash apps/base'],
    ['resources', '.\\topic.yaml', 'missing apps/kafka/.\\topic.yaml: backslash apps/kafka/topic.yaml'],
    ['resources', 'link.yaml', 'missing apps/kafka/link.yaml: symlink apps/kafka/link.yaml'],
    ['resources', '../link', 'missing apps/link: symlink apps/link'],
    ['resources', '../link/deployment.yaml', 'missing apps/link/deployment.yaml: symlink apps/link'],
    ['resources', 'secret.env', 'missing apps/kafka/secret.env: ignored-by-git'],
    [
      'resources',
      '../none',
      'missing apps/none/kustomization.yaml apps/none/kustomization.yml apps/none/Kustomization: no-kustomization-file',
    ],
    ['components', 'topic.yaml', 'missing apps/kafka/topic.yaml: file'],
    ['patchesStrategicMerge', '../base', 'missing apps/base: directory'],
    ['configurations', '../none', 'missing apps/none: directory'],
  ])('%s: %j leads to %s', (field, entry, expected) => {
    const [reference] = referencesIn(`${field}: [${JSON.stringify(entry)}]\n`, tree, git)
    expect(show(reference?.target)).toBe(expected)
  })

  // Only http and https are fetched where kustomize loads a file (api/internal/loader/fileloader.go, Load).
  it.each([
    ['patchesStrategicMerge', 'https://example.com/a.yaml', 'remote https://example.com/a.yaml'],
    ['configurations', 'https://example.com/a.yaml', 'remote https://example.com/a.yaml'],
    [
      'patchesStrategicMerge',
      'github.com/org/repo/patch.yaml',
      'missing apps/kafka/github.com/org/repo/patch.yaml: absent',
    ],
    ['configurations', 'git@example.com:org/repo', 'missing apps/kafka/git@example.com:org/repo: absent'],
  ])('a file is only fetched by http: %s: %j leads to %s', (field, entry, expected) => {
    const [reference] = referencesIn(`${field}: [${JSON.stringify(entry)}]\n`, tree)
    expect(show(reference?.target)).toBe(expected)
  })

  it('prefers a file on disk to a repository of the same name, as kustomize does', () => {
    const path = 'github.com/org/repo/topic.yaml'
    const [reference] = referencesIn(`resources: [${path}]\n`, [`apps/kafka/${path}`])
    expect(show(reference?.target)).toBe(`file apps/kafka/${path}`)
  })

  // kustomize pulls a chart with a repo into the chart home (HelmChartInflationGenerator.go, Generate).
  it.each([
    ['a chart home that is there', 'helmGlobals: {chartHome: ../../charts}', 'directory charts'],
    [
      'a chart home without a repository to pull from',
      'helmGlobals: {chartHome: gone}\nhelmCharts: [{name: kafka}]',
      'missing apps/kafka/gone: absent',
    ],
  ])('%s', (_name, text, expected) => {
    const reference = referencesIn(`${text}\n`, tree).find(({ field }) => field === 'helmGlobals.chartHome')
    expect(show(reference?.target)).toBe(expected)
  })

  it('does not miss a chart home that kustomize fills itself', () => {
    const text =
      'helmGlobals: {chartHome: pulled}\nhelmCharts: [{name: kafka, repo: "https://example.com", version: 1.0.0}]\n'
    expect(referencesIn(text, tree).filter(({ target }) => target.kind === 'missing')).toEqual([])
  })
})

interface Recorded {
  readonly tree: readonly string[]
  readonly directory: string
  readonly fields: Readonly<Record<string, { readonly found: readonly string[]; readonly missing: readonly string[] }>>
}

const recorded = JSON.parse(readFileSync(join(import.meta.dirname, 'data/kustomize-paths.json'), 'utf8')) as Recorded

/** A kustomization file with one entry in a field. */
function withEntry(field: string, text: string): string {
  const entry = JSON.stringify(text)
  const [list = '', inner] = field.split('.')
  if (inner === undefined) return `${list}: [${entry}]\n`
  if (list === 'openapi') return `openapi: {path: ${entry}}\n`
  const isList = inner === 'files' || inner === 'envs'
  return `${list}: [{name: a, ${inner}: ${isList ? `[${entry}]` : entry}}]\n`
}

describe('resolvePath finds what the real kustomize finds', () => {
  const cases = Object.entries(recorded.fields).flatMap(([field, { found, missing }]) => [
    ...found.map((entry) => ({ field, entry, expected: 'found' })),
    ...missing.map((entry) => ({ field, entry, expected: 'missing' })),
  ])

  it.each(cases)('$field: $entry is $expected', ({ field, entry, expected }) => {
    const path = `${recorded.directory}/kustomization.yaml`
    const files = {
      ...Object.fromEntries(recorded.tree.map((one) => [one, 'resources: []\n'])),
      [path]: withEntry(field, entry),
    }
    const repository = buildRepository(createMemoryFileSystem(files), defaultLayout, { remotes: [] })
    const [reference] = repository.references.get(path) ?? []
    const isFound = reference?.target.kind === 'file' || reference?.target.kind === 'kustomization'
    expect(isFound ? 'found' : 'missing').toBe(expected)
  })
})
