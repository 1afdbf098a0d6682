import { Chalk } from 'chalk'
import { describe, expect, it } from 'vitest'
import type { Hierarchy, HierarchyNode } from '../src/model/queries/list-hierarchy.ts'
import { renderTree } from '../src/report/render-tree.ts'

const render = (hierarchy: Hierarchy): string => renderTree(hierarchy, new Chalk({ level: 0 }))

const node = (directory: string, children: readonly HierarchyNode[] = [], isFlux = false): HierarchyNode =>
  ({ directory, layer: undefined, isFlux, children, isCertain: true }) as HierarchyNode

const cluster = (name: string, children: readonly HierarchyNode[]): Hierarchy['clusters'][number] => ({
  cluster: name,
  directory: `clusters/${name}`,
  environment: undefined,
  isEphemeral: false,
  branch: undefined,
  fluxVersion: undefined,
  children,
  unseen: [],
})

describe('renderTree', () => {
  it('draws the branches', () => {
    const children = [node('a', [node('b'), node('c', [node('d')])]), node('e', [node('f')], true)]
    expect(render({ clusters: [cluster('one', children)], shared: [] })).toBe(`one clusters/one
├── a
│   ├── b
│   └── c
│       └── d
└── flux e
    └── f

Shared
nothing
`)
  })

  it('says what is known of a cluster', () => {
    const known = {
      ...cluster('one', []),
      environment: 'production',
      isEphemeral: true,
      branch: 'main',
      fluxVersion: 'v2.9.4',
      unseen: ['https://example.com/a', './x'],
    }
    const text = render({ clusters: [known], shared: [] })
    expect(text.split('\n')[0]).toBe('one clusters/one  environment production, ephemeral, branch main, Flux v2.9.4')
    expect(text).toContain('not seen from here:\n  https://example.com/a\n  ./x\n')
  })

  it('says who else builds a directory', () => {
    const clusters = ['a', 'b', 'c'].map((name) =>
      cluster(name, [node('all'), ...(name === 'c' ? [] : [node('some')])]),
    )
    const shared = [
      { directory: 'all', layer: undefined, clusters: ['a', 'b', 'c'] },
      { directory: 'some', layer: undefined, clusters: ['a', 'b'] },
    ]
    const text = render({ clusters, shared })
    expect(text).toContain('a clusters/a\n├── all  in every cluster\n└── some  also b\n')
    expect(text.split('Shared\n')[1]).toBe('all   all 3 clusters\nsome  a, b\n')
  })

  it('names no cluster that is not there', () => {
    expect(render({ clusters: [], shared: [] })).toMatch(/^No cluster was found\..*\n$/)
  })

  it('replaces control characters', () => {
    const evil = 'x\u001b[2J\u202e\r\ny'
    const children = [node(evil)]
    const clusters = [
      {
        ...cluster(evil, children),
        branch: evil,
        environment: evil,
        fluxVersion: evil,
        unseen: [evil],
        directory: evil,
      },
      cluster('b', children),
    ]
    const text = render({ clusters, shared: [{ directory: evil, layer: undefined, clusters: [evil, 'b'] }] })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/)
  })
})
