import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createFileTree } from '../../src/files/file-tree.ts'
import { createMemoryFileSystem } from '../../src/files/memory-file-system.ts'
import type { ArtifactCopy } from '../../src/flux/artifacts/artifact-copy.ts'
import type { ArtifactFiles } from '../../src/flux/artifacts/artifact-files.ts'
import { composeArtifact } from '../../src/flux/artifacts/compose-artifact.ts'
import { listTree } from '../../src/flux/artifacts/list-tree.ts'
import { packSource } from '../../src/flux/artifacts/pack-source.ts'
import type { SourceOptions } from '../../src/flux/artifacts/source-options.ts'

interface Composed {
  readonly sources: Readonly<Record<string, readonly string[]>>
  readonly copies: readonly ArtifactCopy[]
  readonly failed: readonly number[]
  readonly files: Readonly<Record<string, string>>
  readonly dirs: readonly string[]
}

function pack(paths: readonly string[], options: Partial<SourceOptions> = {}, symlinks: readonly string[] = []) {
  const files = createMemoryFileSystem(Object.fromEntries(paths.map((path) => [path, ''])), { symlinks })
  const tree = createFileTree(files)
  return { tree, artifact: packSource(files, tree, { kind: 'GitRepository', ...options }) }
}

function filesOf({ tree }: ArtifactFiles): readonly string[] {
  return listTree(tree, '')
    .flatMap(({ path, isDirectory }) => (isDirectory ? [] : [path]))
    .sort()
}

test('artifacts are composed as source-watcher does', () => {
  const url = new URL('../../fixtures/source-ignore/composed.jsonl', import.meta.url)
  for (const line of readFileSync(url, 'utf8').split('\n')) {
    if (line === '') continue
    const { sources, copies, failed, files, dirs }: Composed = JSON.parse(line)
    const packed = ['s', 't'].map((alias) => {
      const paths = (sources[alias] ?? []).map((path) => `${alias}/${path}`)
      return [alias, pack(paths, { kind: 'OCIRepository', copiesLayer: true, root: alias }).artifact] as const
    })
    const composed = composeArtifact(copies, new Map(packed)).files
    expect(composed.problems.length, line).toBe(failed.length)
    if (failed.length > 0) continue
    const listed = listTree(composed.tree, '')
    const found = listed.flatMap(({ path, isDirectory }) =>
      isDirectory ? [] : [[path, composed.sourceOf(path), composed.isMerged(path)]],
    )
    const expected = Object.entries(files).map(([path, text]) => [path, text.split('+').at(-1), text.includes('+')])
    expect(found.sort(), line).toEqual(expected.sort())
    expect(listed.flatMap(({ path, isDirectory }) => (isDirectory ? [path] : [])).sort(), line).toEqual(dirs)
  }
})

test('a source that nothing is left out of shows the tree itself', () => {
  const { tree, artifact } = pack(['a/b.yaml', 'c.yaml'])
  expect(artifact.tree).toBe(tree)
  expect(artifact.sourceOf('a/b.yaml')).toBe('a/b.yaml')
})

test('a source of a sub-directory has its paths', () => {
  const { artifact } = pack(['deploy/a/b.yaml', 'deploy/.sops.yaml', 'c.yaml'], {
    kind: 'OCIRepository',
    root: 'deploy',
  })
  expect(filesOf(artifact)).toEqual(['a/b.yaml'])
  expect(artifact.sourceOf('a/b.yaml')).toBe('deploy/a/b.yaml')
  expect(artifact.whyAbsent('.sops.yaml')?.origin).toBe('default')
  expect(artifact.tree.withOtherCase('A/b.yaml')).toBe('a/b.yaml')
})

test('a directory stays where only its files are ignored', () => {
  const { artifact } = pack(['apps/a.yaml'], { ignore: { text: '*.yaml', at: undefined } })
  expect(artifact.tree.isDirectory('apps')).toBe(true)
  expect(artifact.tree.childrenOf('apps')).toEqual([])
})

test('symbolic links are dropped', () => {
  const { artifact } = pack(['a.yaml'], {}, ['apps/link'])
  expect(artifact.tree.isSymlink('apps/link')).toBe(false)
  expect(artifact.whyAbsent('apps/link')?.reason).toBe('symlink')
})

test('a sparse checkout takes whatever begins with its texts', () => {
  const at = { file: 'source.yaml', start: 3, end: 9 }
  const directories = ['./apps', 'missing']
  const { artifact } = pack(['apps/a.yaml', 'apps-old/b.yaml', 'infra/c.yaml'], { sparseCheckout: { directories, at } })
  expect(filesOf(artifact)).toEqual(['apps-old/b.yaml', 'apps/a.yaml'])
  expect(artifact.whyAbsent('infra')).toEqual({
    reason: 'outside-sparse-checkout',
    pattern: undefined,
    origin: undefined,
    at,
  })
  expect(artifact.problems).toEqual([
    { kind: 'fails', message: '`sparseCheckout` names `missing`, which is not in the repository', at },
  ])
})

test('included artifacts lie in their directory, under the rules of the one that includes them', () => {
  const shared = pack(['lib/base/a.yaml', 'lib/base/b.txt'], { root: 'lib' }).artifact
  const include = { artifact: shared, name: 'shared', fromPath: 'base', toPath: '', at: undefined }
  const ignore = { text: '*.txt', at: undefined }
  const { artifact } = pack(['main.yaml'], { includes: [include], ignore })
  expect(filesOf(artifact)).toEqual(['main.yaml', 'shared/a.yaml'])
  expect(artifact.sourceOf('shared/a.yaml')).toBe('lib/base/a.yaml')
  const taken = pack(['shared/x.yaml'], { includes: [include] }).artifact
  expect(taken.problems[0]?.message).toContain('there is a directory already')
  const unknown = pack(['main.yaml'], { includes: [{ ...include, artifact: undefined }] }).artifact
  expect([unknown.isComplete, unknown.unseen]).toEqual([false, ['shared']])
})

test('what a source that cannot be seen brings is not called missing', () => {
  const { artifact } = pack(['a.yaml'])
  const copies = [
    { from: '@own/a.yaml', to: '@artifact/' },
    { from: '@other/**', to: '@artifact/base/' },
  ]
  const { files, isComplete } = composeArtifact(
    copies,
    new Map([
      ['own', artifact],
      ['other', undefined],
    ]),
  )
  expect([isComplete, files.unseen, filesOf(files)]).toEqual([false, ['base'], ['a.yaml']])
})

test.each([
  ['no/such', 'its source holds no `no/such`'],
  ['*.txt', 'nothing in its source matches `*.txt`'],
  ['../a.yaml', '`../a.yaml` leads out of its source'],
])('a copy from %s fails', (pattern, message) => {
  const { files } = composeArtifact(
    [{ from: `@own/${pattern}`, to: '@artifact/' }],
    new Map([['own', pack(['a.yaml']).artifact]]),
  )
  expect(files.problems[0]?.message).toContain(message)
})
