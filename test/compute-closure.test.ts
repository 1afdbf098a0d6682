import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemoryFileSystem } from '../src/files/memory-file-system.ts'
import { buildRepository } from '../src/model/build-repository.ts'
import type { Closure } from '../src/model/closure/closure.ts'
import { defaultLayout } from '../src/model/layout.ts'
import { chainTo } from '../src/model/queries/chain-to.ts'
import { clustersOf } from '../src/model/queries/clusters-of.ts'
import { listHierarchy } from '../src/model/queries/list-hierarchy.ts'
import type { Repository } from '../src/model/repository.ts'

type Files = Readonly<Record<string, string>>

const repositoryOf = (files: Files): Repository =>
  buildRepository(createMemoryFileSystem(files), defaultLayout, { remotes: [] })

/** The closure of the only cluster, `clusters/a`. */
function closureOf(repository: Repository): Closure {
  const closure = repository.closures.get('a')
  if (closure === undefined) throw new Error('there is no cluster a')
  return closure
}

/** What `clusters/a` loads: the paths, with a question mark where that is not certain. */
function reachedIn(files: Files): readonly string[] {
  return [...closureOf(repositoryOf(files)).files].map(([path, { isCertain }]) => path + (isCertain ? '' : ' ?')).sort()
}

const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n'
const resources = (...entries: readonly string[]): string => `resources: ${JSON.stringify(entries)}\n`
const component = `apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n${resources('settings.yaml')}`

/** A Flux Kustomization of this repository. */
const flux = (
  path: string,
  more = '',
  name = `apps${path.replaceAll(/[^a-z0-9]+/g, '-')}`,
): string => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: ${name}
  namespace: flux-system
spec:
  sourceRef:
    kind: GitRepository
    name: flux-system
${path === '' ? '' : `  path: ${path}\n`}${more}`

const root = 'clusters/a/kustomization.yaml'

/** A variable that Flux substitutes, so that its value is not known here. */
const stage = `\${stage}`

describe('a cluster loads', () => {
  it.each<[name: string, files: Files, reached: readonly string[]]>([
    [
      'what its kustomization file lists, and what that lists',
      {
        [root]: resources('../../apps'),
        'apps/kustomization.yaml': resources('settings.yaml'),
        'apps/settings.yaml': configMap,
        'apps/unlisted.yaml': configMap,
      },
      ['apps/kustomization.yaml', 'apps/settings.yaml', root],
    ],
    [
      'what Flux lists where there is no kustomization file',
      {
        'clusters/a/apps.yaml': flux('./apps'),
        'apps/settings.yaml': configMap,
        'apps/deep/down.yaml': configMap,
        'apps/notes.txt': '',
        'apps/kafka/kustomization.yaml': resources('settings.yaml'),
        'apps/kafka/settings.yaml': configMap,
        'apps/kafka/unlisted.yaml': configMap,
      },
      [
        'apps/deep/down.yaml',
        'apps/kafka/kustomization.yaml',
        'apps/kafka/settings.yaml',
        'apps/settings.yaml',
        'clusters/a/apps.yaml',
      ],
    ],
    [
      'components, patches, generator files and configurations',
      {
        [root]: `components: [../../c]\npatches: [{path: patch.yaml}]\nconfigurations: [names.yaml]\nconfigMapGenerator: [{name: a, files: [k=a.txt]}]\n`,
        'c/kustomization.yaml': component,
        'c/settings.yaml': configMap,
        'clusters/a/patch.yaml': configMap,
        'clusters/a/names.yaml': '',
        'clusters/a/a.txt': '',
      },
      [
        'c/kustomization.yaml',
        'c/settings.yaml',
        'clusters/a/a.txt',
        root,
        'clusters/a/names.yaml',
        'clusters/a/patch.yaml',
      ],
    ],
    [
      'the components of a Flux Kustomization, from its path',
      {
        'clusters/a/apps.yaml': flux('./apps/base', '  components: [../extra]\n'),
        'apps/base/kustomization.yaml': resources(),
        'apps/extra/kustomization.yaml': component,
        'apps/extra/settings.yaml': configMap,
      },
      [
        'apps/base/kustomization.yaml',
        'apps/extra/kustomization.yaml',
        'apps/extra/settings.yaml',
        'clusters/a/apps.yaml',
      ],
    ],
    [
      'a chart of this repository, all of it, and its values',
      {
        'clusters/a/release.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: kafka}
spec:
  chart:
    spec:
      chart: ./charts/kafka
      valuesFiles: [./charts/values-production.yaml]
      sourceRef: {kind: GitRepository, name: flux-system}
`,
        'charts/kafka/Chart.yaml': 'name: kafka\n',
        'charts/kafka/templates/a.yaml': '{{ .Values.a }}\n',
        'charts/values-production.yaml': 'a: b\n',
        'charts/values-staging.yaml': 'a: b\n',
      },
      [
        'charts/kafka/Chart.yaml',
        'charts/kafka/templates/a.yaml',
        'charts/values-production.yaml',
        'clusters/a/release.yaml',
      ],
    ],
    [
      'the root of the repository by the path ./',
      {
        'clusters/a/apps.yaml': flux('./'),
        'kustomization.yaml': resources('settings.yaml'),
        'settings.yaml': configMap,
      },
      ['clusters/a/apps.yaml', 'kustomization.yaml', 'settings.yaml'],
    ],
    [
      'a manifest that is a resource and, before that, a file of a generator',
      {
        [root]: `configMapGenerator: [{name: copy, files: [apps.yaml]}]\n${resources('apps.yaml')}`,
        'clusters/a/apps.yaml': flux('./apps'),
        'apps/settings.yaml': configMap,
      },
      ['apps/settings.yaml', 'clusters/a/apps.yaml', root],
    ],
  ])('%s', (_name, files, reached) => {
    expect(reachedIn(files)).toEqual([...reached].sort())
  })
})

describe('what a patch of spec.path leads to is loaded', () => {
  const base: Files = {
    'base/kustomization.yaml': resources('apps.yaml'),
    'base/apps.yaml': flux('./apps/none', '', 'apps'),
    'apps/production/settings.yaml': configMap,
  }

  it.each<[name: string, files: Files]>([
    [
      'from a file',
      {
        [root]: `${resources('../../base')}patches: [{path: path.yaml}]\n`,
        'clusters/a/path.yaml':
          'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: apps\n  namespace: flux-system\nspec:\n  path: ./apps/production\n',
      },
    ],
  ])('%s', (_name, files) => {
    const repository = repositoryOf({ ...base, ...files })
    expect([...closureOf(repository).files.keys()]).toContain('apps/production/settings.yaml')
    const dangling = [...repository.references.values()].flat().filter(({ target: { kind } }) => kind === 'missing')
    expect(dangling).toEqual([])
  })
})

describe('what is not certain', () => {
  it('is called so only where nothing certain leads to it', () => {
    const files = {
      [root]: resources('perhaps.yaml', 'certain.yaml'),
      'clusters/a/perhaps.yaml': flux(`./apps/${stage}`),
      'clusters/a/certain.yaml': flux('./apps/production'),
      'apps/production/settings.yaml': configMap,
      'apps/staging/kustomization.yaml': resources('settings.yaml'),
      'apps/staging/settings.yaml': configMap,
    }
    expect(reachedIn(files)).toEqual([
      'apps/production/settings.yaml',
      'apps/staging/kustomization.yaml ?',
      'apps/staging/settings.yaml ?',
      'clusters/a/certain.yaml',
      root,
      'clusters/a/perhaps.yaml',
    ])
    const repository = repositoryOf(files)
    expect(clustersOf(repository, 'apps/production/settings.yaml')).toEqual(['a'])
    expect(clustersOf(repository, 'apps/staging/settings.yaml')).toEqual([])
  })

  it('is listed as unseen, with what lies in other repositories', () => {
    const { unseen } = closureOf(
      repositoryOf({
        [root]: resources('https://example.com/a.yaml', 'perhaps.yaml', 'gone.yaml'),
        'clusters/a/perhaps.yaml': flux(`./${stage}/x`),
      }),
    )
    expect(unseen.map(({ text }) => text)).toEqual(['https://example.com/a.yaml', `./${stage}/x`])
  })
})

describe('circles and long ways end', () => {
  it('a kustomization file that includes itself and those above it', () => {
    const files = {
      [root]: resources('.', '../../apps'),
      'apps/kustomization.yaml': resources('../clusters/a', '../apps'),
    }
    expect(reachedIn(files)).toEqual(['apps/kustomization.yaml', root])
  })

  it('Flux Kustomizations that apply each other', () => {
    const files = { 'clusters/a/b.yaml': flux('./b'), 'b/a.yaml': flux('./clusters/a'), 'b/c.yaml': flux('./b') }
    expect(reachedIn(files)).toEqual(['b/a.yaml', 'b/c.yaml', 'clusters/a/b.yaml'])
  })

  const chain = (link: (index: number) => Files): Files =>
    Object.assign({}, ...Array.from({ length: 5_000 }, (_, index) => link(index + 1)))

  it.each<[name: string, files: Files, last: string]>([
    [
      '5,000 kustomization files, one including the next',
      {
        [root]: resources('../../d1'),
        ...chain((index) => ({ [`d${index}/kustomization.yaml`]: resources(`../d${index + 1}`) })),
        'd5001/kustomization.yaml': resources(),
      },
      'd5001/kustomization.yaml',
    ],
    [
      '5,000 Flux Kustomizations, one applying the next',
      {
        'clusters/a/d.yaml': flux('./d1'),
        ...chain((index) => ({ [`d${index}/apps.yaml`]: flux(`./d${index + 1}`) })),
        'd5001/a.yaml': configMap,
      },
      'd5001/a.yaml',
    ],
    [
      '5,000 directories in which only a patch knows the path',
      {
        [root]: resources('../../d1'),
        ...chain((index) => ({
          [`d${index}/kustomization.yaml`]: `${resources(`../d${index + 1}`)}patches: [{path: patch.yaml}]\n`,
          [`d${index}/patch.yaml`]: '- {op: replace, path: /spec/path, value: ./apps}\n',
        })),
        'd5001/kustomization.yaml': resources('apps.yaml'),
        'd5001/apps.yaml': flux('./none'),
      },
      'd5001/apps.yaml',
    ],
  ])(
    '%s',
    (_name, files, last) => {
      const started = performance.now()
      const repository = repositoryOf(files)
      const closure = closureOf(repository)
      expect(closure.files.has(last)).toBe(true)
      expect(chainTo(closure, last).length).toBeGreaterThanOrEqual(5_000)
      expect(performance.now() - started).toBeLessThan(15_000)
    },
    60_000,
  )

  it('5,000 directories are no problem for the tree either', () => {
    const files = {
      [root]: resources('../../d1'),
      ...chain((index) => ({ [`d${index}/kustomization.yaml`]: resources(`../d${index + 1}`) })),
    }
    expect(listHierarchy(repositoryOf(files)).clusters).toHaveLength(1)
  })

  it('200 clusters of one template with 500 components', () => {
    const files: Record<string, string> = {
      'template/kustomization.yaml': resources(...Array.from({ length: 500 }, (_, index) => `../components/c${index}`)),
    }
    for (let index = 0; index < 500; index += 1) files[`components/c${index}/kustomization.yaml`] = resources()
    for (let index = 0; index < 200; index += 1)
      files[`clusters/c${index}/kustomization.yaml`] = resources('../../template')
    const started = performance.now()
    const repository = repositoryOf(files)
    expect(repository.clusters).toHaveLength(200)
    expect(clustersOf(repository, 'components/c499/kustomization.yaml')).toHaveLength(200)
    expect(listHierarchy(repository).shared).toHaveLength(501)
    expect(performance.now() - started).toBeLessThan(15_000)
  })
})

/** A random repository as a graph: directories `d0`…, each with what it includes and what it applies. */
interface Node {
  readonly hasFile: boolean
  readonly includes: readonly number[]
  readonly applies: readonly number[]
  readonly mayApply: boolean
}

const graphs = fc.array(
  fc.record({
    hasFile: fc.boolean(),
    includes: fc.array(fc.nat(9), { maxLength: 3 }),
    applies: fc.array(fc.nat(9), { maxLength: 2 }),
    mayApply: fc.integer({ min: 0, max: 6 }).map((number) => number === 0),
  }),
  { minLength: 1, maxLength: 8 },
)

/** The files of such a repository; the cluster applies `d0`. */
function filesOf(graph: readonly Node[]): Files {
  const files: Record<string, string> = { 'clusters/a/d0.yaml': flux('./d0') }
  graph.forEach(({ hasFile, includes, applies, mayApply }, index) => {
    const manifests = [...applies.map((to) => flux(`./d${to}`)), ...(mayApply ? [flux(`./d${stage}`)] : [configMap])]
    manifests.forEach((text, number) => {
      files[`d${index}/m${number}.yaml`] = text
    })
    if (hasFile) {
      const own = manifests.map((_, number) => `m${number}.yaml`)
      files[`d${index}/kustomization.yaml`] = resources(...includes.map((to) => `../d${to}`), ...own)
    }
  })
  return files
}

/** The same question answered on the graph: which directories are built, for certain and at all. */
function builtIn(graph: readonly Node[]): { readonly certain: ReadonlySet<number>; readonly all: ReadonlySet<number> } {
  const spread = (start: readonly number[], uses: boolean): Set<number> => {
    const built = new Set<number>()
    const next = [...start]
    for (let at = next.pop(); at !== undefined; at = next.pop()) {
      const node = graph[at]
      if (node === undefined || built.has(at)) continue
      built.add(at)
      next.push(...node.applies)
      if (node.hasFile) next.push(...node.includes.filter((to) => graph[to]?.hasFile))
      if (uses && node.mayApply) next.push(...graph.keys())
    }
    return built
  }
  return { certain: spread([0], false), all: spread([0], true) }
}

describe('for every repository', () => {
  it('a closure holds what the graph says, and nothing else', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const closure = closureOf(repositoryOf(filesOf(graph)))
        const { certain, all } = builtIn(graph)
        const directoriesOf = (isWanted: (isCertain: boolean) => boolean) =>
          new Set(
            [...closure.files]
              .filter(([path, { isCertain }]) => path.startsWith('d') && isWanted(isCertain))
              .map(([path]) => Number(/^d(\d+)/.exec(path)?.[1])),
          )
        expect(directoriesOf(() => true)).toEqual(all)
        expect(directoriesOf((isCertain) => isCertain)).toEqual(certain)
      }),
      { numRuns: 500 },
    )
  })

  it('every file has come in through one that is loaded too, and its chain ends at the root', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const repository = repositoryOf(filesOf(graph))
        const closure = closureOf(repository)
        for (const [path, { via }] of closure.files) {
          expect(via, path).toBeDefined()
          const isLoaded = via !== undefined && (closure.files.has(via.from) || !repository.files.has(via.from))
          expect(isLoaded, `${path} through ${via?.from}`).toBe(true)
          const chain = chainTo(closure, path)
          expect(chain.at(-1)).toBe(via)
          expect(chain[0]?.from).toBe('clusters/a/kustomization.yaml')
          expect(new Set(chain.map(({ from }) => from)).size).toBe(chain.length)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('every finding can show where it is: each reference lies in its file', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const repository = repositoryOf(filesOf(graph))
        for (const [path, references] of repository.references) {
          const text = repository.files.get(path)?.text ?? ''
          for (const { from, at, text: written } of references) {
            expect([from, at.file]).toEqual([path, path])
            expect(text.slice(at.start, at.end)).toBe(written)
          }
        }
      }),
      { numRuns: 200 },
    )
  })
})
