import { describe, expect, it } from 'vitest'
import { rewriteReferences } from '../../src/promote/plan/rewrite-references.ts'

const pairs = [
  { from: 'clusters/staging', to: 'clusters/production' },
  { from: 'cluster-templates/staging', to: 'cluster-templates/production' },
]

function rewrite(path: string, text: string, directories = pairs): string {
  return rewriteReferences(path, text, directories).text
}

describe('a kustomization file', () => {
  const path = 'clusters/staging/kustomization.yaml'
  it.each([
    ['the counterpart in the unit', '../../cluster-templates/staging', '../../cluster-templates/production'],
    ['below the counterpart', '../../cluster-templates/staging/apps/', '../../cluster-templates/production/apps/'],
    ['its own directory by its name', '../staging/apps', 'apps'],
    ['inside of its own directory', 'apps', 'apps'],
    ['with a dot', './apps', './apps'],
    ['a shared component', '../../components/staging', '../../components/staging'],
    ['a name that only begins so', '../../cluster-templates/staging-eu', '../../cluster-templates/staging-eu'],
    ['another cluster', '../development/apps', '../development/apps'],
    ['a URL', 'https://example.com/clusters/staging/a.yaml', 'https://example.com/clusters/staging/a.yaml'],
  ])('%s: %s', (_, written, expected) => {
    const text = (reference: string): string => `resources:\n  - ${reference} # why\n  - flux-system\n`
    expect(rewrite(path, text(written))).toBe(text(expected))
  })

  it('is told with line, field and both texts', () => {
    const text = 'kind: Kustomization\ncomponents:\n  - ../../cluster-templates/staging\n'
    expect(rewriteReferences(path, text, pairs).rewrites).toEqual([
      {
        path: 'clusters/production/kustomization.yaml',
        line: 3,
        field: 'components',
        before: '../../cluster-templates/staging',
        after: '../../cluster-templates/production',
      },
    ])
  })

  it('that stands deeper in the target leads to the same places', () => {
    const deeper = [{ from: 'clusters/staging', to: 'clusters/eu/production' }]
    const text = 'resources:\n  - ../../components/kafka\n  - apps\n  - ../staging/apps\n'
    expect(rewrite(path, text, deeper)).toBe('resources:\n  - ../../../components/kafka\n  - apps\n  - apps\n')
  })

  it('names the target in its inline patches', () => {
    const patch = (name: string): string =>
      [
        'patches:',
        '  - target: {kind: Kustomization}',
        '    patch: |-',
        '      # from clusters/staging',
        '      - op: replace',
        '        path: /spec/path',
        `        value: ./clusters/${name}/apps`,
        '',
      ].join('\n')
    expect(rewrite(path, patch('staging')).replace('# from clusters/production', '# from clusters/staging')).toBe(
      patch('production'),
    )
  })
})

describe('a Flux object', () => {
  const object = (path: string): string =>
    [
      '# apps of clusters/staging',
      'apiVersion: kustomize.toolkit.fluxcd.io/v1',
      'kind: Kustomization',
      'spec:',
      `  path: ${path}`,
      '',
    ].join('\n')
  it.each([
    ['./clusters/staging/apps', './clusters/production/apps'],
    ['clusters/staging', 'clusters/production'],
    ['"/clusters/staging/"', '"/clusters/production/"'],
    ['./apps/clusters/staging', './apps/clusters/staging'],
    ['./clusters/staging-eu', './clusters/staging-eu'],
  ])('%s', (written, expected) => {
    expect(rewrite('clusters/staging/apps.yaml', object(written))).toBe(object(expected))
  })

  it('of one directory at the top', () => {
    const top = [{ from: 'staging', to: 'production' }]
    expect(rewrite('staging/apps.yaml', object('./staging/apps'), top)).toBe(object('./production/apps'))
    expect(rewrite('staging/apps.yaml', object('staging/apps'), top)).toBe(object('production/apps'))
  })

  it('another object is left alone: what it holds is no path of this repository', () => {
    const text = 'apiVersion: v1\nkind: ConfigMap\ndata:\n  path: ./clusters/staging/apps\n'
    expect(rewrite('clusters/staging/a.yaml', text)).toBe(text)
  })
})

it('what is no YAML, or outside of the unit, stays as it is', () => {
  expect(rewrite('clusters/staging/run.sh', 'ls clusters/staging\n')).toBe('ls clusters/staging\n')
  expect(rewrite('apps/kustomization.yaml', 'resources: [../clusters/staging]\n')).toBe(
    'resources: [../clusters/staging]\n',
  )
  expect(rewrite('clusters/staging/kustomization.yaml', 'resources: [../\n  - :')).toBe('resources: [../\n  - :')
})
