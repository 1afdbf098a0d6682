import { describe, expect, it } from 'vitest'
import { createFileTree } from '../src/files/file-tree.ts'
import { createMemoryFileSystem } from '../src/files/memory-file-system.ts'
import { listGeneratedResources } from '../src/flux/list-generated-resources.ts'

const listIn = (directory: string, paths: readonly string[], symlinks: readonly string[] = []): readonly string[] =>
  listGeneratedResources(
    directory,
    createFileTree(createMemoryFileSystem(Object.fromEntries(paths.map((path) => [path, ''])), { symlinks })),
  )

/** After fluxcd/pkg kustomize/kustomize_generator.go, scanManifests. */
describe('listGeneratedResources', () => {
  it.each<[name: string, paths: readonly string[], listed: readonly string[]]>([
    ['nothing', ['apps/README.md'], []],
    ['every YAML file', ['apps/b.yaml', 'apps/a.yml'], ['apps/a.yml', 'apps/b.yaml']],
    ['hidden files too', ['apps/.hidden.yaml'], ['apps/.hidden.yaml']],
    ['no JSON, no other endings', ['apps/a.json', 'apps/a.yaml.bak', 'apps/a.YAML', 'apps/yaml'], []],
    ['files in directories', ['apps/x/y/a.yaml'], ['apps/x/y/a.yaml']],
    ['hidden directories too', ['apps/.x/a.yaml'], ['apps/.x/a.yaml']],
    ['a directory with a kustomization file as one', ['apps/x/kustomization.yaml', 'apps/x/a.yaml'], ['apps/x']],
    ['by each of its names', ['apps/x/kustomization.yml', 'apps/y/Kustomization'], ['apps/x', 'apps/y']],
    ['a deeper one too', ['apps/x/y/kustomization.yaml', 'apps/x/a.yaml'], ['apps/x/a.yaml', 'apps/x/y']],
    [
      'a directory that is only called like one',
      ['apps/x/kustomization.yaml/a.yaml'],
      ['apps/x/kustomization.yaml/a.yaml'],
    ],
    ['nothing beside the directory', ['apps/a.yaml', 'apps2/b.yaml', 'c.yaml'], ['apps/a.yaml']],
    [
      'in the order of the walk',
      ['apps/b/x.yaml', 'apps/a.yaml', 'apps/c.yaml'],
      ['apps/a.yaml', 'apps/b/x.yaml', 'apps/c.yaml'],
    ],
  ])('%s', (_name, paths, listed) => {
    expect(listIn('apps', paths)).toEqual(listed)
  })

  it('at the root of the repository', () => {
    expect(listIn('', ['a.yaml', 'apps/b.yaml', 'x/kustomization.yaml'])).toEqual(['a.yaml', 'apps/b.yaml', 'x'])
  })

  it('no symbolic links, which no artifact holds', () => {
    expect(listIn('apps', ['apps/a.yaml'], ['apps/link.yaml', 'apps/directory'])).toEqual(['apps/a.yaml'])
  })
})
