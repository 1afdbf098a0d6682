import { describe, expect, it } from 'vitest'
import { createMemoryFileSystem } from '../src/files/memory-file-system.ts'
import type { Target } from '../src/kustomize/target.ts'
import { buildRepository } from '../src/model/build-repository.ts'
import { defaultLayout } from '../src/model/layout.ts'

type Files = Readonly<Record<string, string>>
type Git = Parameters<typeof createMemoryFileSystem>[1]

const own = 'https://example.com/org/platform.git'

/** What lies in the repository beside the objects in question. */
const tree: Files = {
  'apps/kafka/topic.yaml': '',
  'apps/redis/kustomization.yaml': 'resources: []\n',
  'apps/Upper/a.yaml': '',
  'stages/staging/apps/a.yaml': '',
  'stages/production/apps/a.yaml': '',
  'charts/kafka/Chart.yaml': 'name: kafka\n',
  'charts/values.yaml': '',
}
const git: Git = { symlinks: ['apps/link'], ignoredByGit: ['apps/local'] }

/** A variable that Flux substitutes. */
const stage = `\${stage}`

const source = (kind: string, name: string, spec: string): string =>
  `apiVersion: source.toolkit.fluxcd.io/v1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: flux-system}\nspec: {${spec}}\n`

const kustomization = (path: string, sourceRef = '{kind: GitRepository, name: flux-system}', more = ''): string =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: apps, namespace: flux-system}\nspec: {path: ${JSON.stringify(path)}, sourceRef: ${sourceRef}${more}}\n`

const release = (chart: string, kind: string, name = 'flux-system'): string =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: kafka}\nspec: {chart: {spec: {chart: ${chart}, valuesFiles: [./charts/values.yaml, ./charts/gone.yaml], sourceRef: {kind: ${kind}, name: ${name}}}}}\n`

/** The targets of all references in `objects.yaml`, each in a line. */
function targetsOf(objects: string, more: Files = {}): readonly string[] {
  const files = createMemoryFileSystem({ ...tree, ...more, 'objects.yaml': objects }, git)
  const repository = buildRepository(files, defaultLayout, { remotes: [own], branch: 'main' })
  return (repository.references.get('objects.yaml') ?? []).map(({ target }) => show(target))
}

function show(target: Target): string {
  switch (target.kind) {
    case 'kustomization':
      return `${target.file.origin === 'file' ? 'written' : 'generated'} ${target.file.directory || '.'}`
    case 'file':
    case 'directory':
    case 'outside':
      return `${target.kind} ${target.path}`
    case 'remote':
      return `remote ${target.url}`
    case 'missing':
      return `missing ${target.tried.join(' ')}: ${target.reason.is}`
    case 'composed':
      return ['composed', ...target.files].join(' ')
    case 'unknown':
      return ['unknown', ...target.candidates].join(' ')
  }
}

describe('a path in the own source', () => {
  it.each([
    ['./apps/kafka', 'generated apps/kafka'],
    ['apps/kafka', 'generated apps/kafka'],
    ['/apps/kafka/', 'generated apps/kafka'],
    ['./apps/redis', 'written apps/redis'],
    // Flux joins with SecureJoin: dots never leave the artifact.
    ['../../apps/redis', 'written apps/redis'],
    ['./apps/../../apps/redis', 'written apps/redis'],
    ['.', 'generated .'],
    ['./', 'generated .'],
    ['/', 'generated .'],
    ['./apps/gone', 'missing apps/gone: absent'],
    ['./apps/kafka/topic.yaml', 'missing apps/kafka/topic.yaml: file'],
    ['./apps/Kafka', 'missing apps/Kafka: letter-case'],
    ['./apps/upper', 'missing apps/upper: letter-case'],
    ['.\\apps\\kafka', 'missing .\\apps\\kafka: backslash'],
    ['./apps/link', 'missing apps/link: symlink'],
    ['./apps/link/below', 'missing apps/link/below: symlink'],
    ['./apps/local', 'missing apps/local: ignored-by-git'],
    [`./stages/${stage}/apps`, 'unknown stages/production/apps stages/staging/apps'],
    [`./stages/${stage}/gone`, 'unknown'],
    [`./stages/prod${stage}/apps`, 'unknown stages/production/apps'],
    [`./stages/${stage}tion/apps`, 'unknown stages/production/apps'],
    ['./stages/{{ stage }}/apps', 'unknown'],
  ])('%s leads to %s', (path, expected) => {
    expect(targetsOf(kustomization(path))).toEqual([expected])
  })

  it('components start from it', () => {
    const objects = kustomization(
      './apps/redis',
      undefined,
      ', components: [../kafka, ../../charts, ../../../apps/redis, gone]',
    )
    expect(targetsOf(objects)).toEqual([
      'written apps/redis',
      'generated apps/kafka',
      'generated charts',
      'written apps/redis',
      'missing apps/redis/gone: absent',
    ])
  })

  it('charts and values files lie in it', () => {
    const missing = 'missing charts/gone.yaml: absent'
    expect(targetsOf(release('./charts/kafka', 'GitRepository'))).toEqual([
      'directory charts/kafka',
      'file charts/values.yaml',
      missing,
    ])
    expect(targetsOf(release('./charts/gone', 'GitRepository'))[0]).toBe('missing charts/gone: absent')
    expect(targetsOf(release('kafka', 'HelmRepository', 'strimzi'))).toEqual([])
  })
})

describe('a path in a source', () => {
  const found = 'written apps/redis'
  const perhaps = 'unknown apps/redis'

  it.each<[name: string, sourceRef: string, sources: string, expected: string]>([
    ['named by flux bootstrap', '{kind: GitRepository, name: flux-system}', '', found],
    [
      'with the URL of this repository',
      '{kind: GitRepository, name: mine}',
      source('GitRepository', 'mine', `url: "ssh://git@example.com/org/platform"`),
      found,
    ],
    [
      'with the URL of another',
      '{kind: GitRepository, name: other}',
      source('GitRepository', 'other', 'url: "https://example.com/org/other"'),
      'remote https://example.com/org/other',
    ],
    [
      'with a URL that is a variable',
      '{kind: GitRepository, name: other}',
      source('GitRepository', 'other', `url: "https://example.com/${stage}"`),
      perhaps,
    ],
    [
      'on the same branch',
      '{kind: GitRepository, name: mine}',
      `${source('GitRepository', 'mine', `url: "${own}", ref: {branch: main}`)}---\n${source('GitRepository', 'flux-system', `url: "${own}", ref: {branch: main}`)}`,
      found,
    ],
    [
      'on another branch',
      '{kind: GitRepository, name: mine}',
      `${source('GitRepository', 'mine', `url: "${own}", ref: {branch: next}`)}---\n${source('GitRepository', 'flux-system', `url: "${own}", ref: {branch: main}`)}`,
      perhaps,
    ],
    ['that is nowhere defined', '{kind: GitRepository, name: nowhere}', '', perhaps],
    [
      'of another namespace than the one defined',
      '{kind: GitRepository, name: other, namespace: team}',
      source('GitRepository', 'other', 'url: "https://example.com/org/other"'),
      perhaps,
    ],
    ['in an OCI registry', '{kind: OCIRepository, name: flux-system}', '', perhaps],
    ['in a bucket', '{kind: Bucket, name: flux-system}', '', perhaps],
    ['that is an artifact nobody generates', '{kind: ExternalArtifact, name: gone}', '', perhaps],
    ['without a name', '{kind: GitRepository}', '', perhaps],
  ])('%s', (_name, sourceRef, sources, expected) => {
    expect(targetsOf(kustomization('./apps/redis', sourceRef), { 'sources.yaml': sources })).toEqual([expected])
  })

  it('that cannot be seen is never called missing', () => {
    for (const kind of ['OCIRepository', 'Bucket', 'ExternalArtifact']) {
      expect(targetsOf(kustomization('./gone', `{kind: ${kind}, name: flux-system}`))).toEqual(['unknown'])
    }
  })
})

/** After fluxcd/source-watcher internal/builder/builder.go: applySingleSourceCopy and calculateGlobDestination. */
describe('a path in an artifact that an ArtifactGenerator composes', () => {
  const generator = (...copies: readonly (readonly [from: string, to: string])[]): string =>
    `apiVersion: source.extensions.fluxcd.io/v1beta1
kind: ArtifactGenerator
metadata: {name: apps, namespace: flux-system}
spec:
  sources: [{alias: repo, kind: GitRepository, name: flux-system}]
  artifacts:
    - name: apps
      copy: ${JSON.stringify(copies.map(([from, to]) => ({ from, to })))}
`
  const resolve = (path: string, ...copies: readonly (readonly [from: string, to: string])[]): string | undefined =>
    targetsOf(kustomization(path, '{kind: ExternalArtifact, name: apps}'), {
      'generator.yaml': generator(...copies),
    })[0]

  it.each([
    // The content of a directory.
    ['@repo/apps/**', '@artifact/', './redis', 'written apps/redis'],
    ['@repo/apps/**', '@artifact/', './', 'generated apps'],
    ['@repo/apps/**', '@artifact/deploy/', './deploy/redis', 'written apps/redis'],
    ['@repo/apps/**', '@artifact/deploy', './deploy/redis', 'written apps/redis'],
    ['@repo/**', '@artifact/', './apps/redis', 'written apps/redis'],
    // A directory itself: it keeps its name, whether or not a slash stands behind either.
    ['@repo/apps', '@artifact/', './apps/redis', 'written apps/redis'],
    ['@repo/apps/', '@artifact/', './apps/redis', 'written apps/redis'],
    ['@repo/apps', '@artifact/deploy', './deploy/apps/redis', 'written apps/redis'],
    ['@repo/stages/staging', '@artifact/x/', './x/staging/apps', 'generated stages/staging/apps'],
    // Any other glob keeps the whole path.
    ['@repo/apps/*', '@artifact/', './apps/redis', 'written apps/redis'],
    ['@repo/apps/*', '@artifact/deploy/', './deploy/apps/redis', 'written apps/redis'],
    ['@repo/stages/*/apps/**', '@artifact/', './stages/staging/apps', 'generated stages/staging/apps'],
    // What is not copied is not there.
    ['@repo/apps/**', '@artifact/deploy/', './redis', 'missing redis: absent'],
    ['@repo/apps/**', '@artifact/', './gone', 'missing apps/gone: absent'],
  ])('%s to %s: %s leads to %s', (from, to, path, expected) => {
    expect(resolve(path, [from, to])).toBe(expected)
  })

  it('is the one that was copied last', () => {
    expect(
      resolve('./x/apps', ['@repo/stages/staging/**', '@artifact/x/'], ['@repo/stages/production/**', '@artifact/x/']),
    ).toBe('generated stages/production/apps')
  })

  it('is unknown where another source takes part', () => {
    expect(resolve('./gone', ['@repo/apps/**', '@artifact/'], ['@other/apps/**', '@artifact/'])).toBe('unknown')
  })
})
