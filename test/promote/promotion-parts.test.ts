import { describe, expect, it } from 'vitest'
import { git } from '../files/git-repository.ts'
import { commitFiles, createEnvironments, deployment, gitops, promote, read, settings } from './sandbox.ts'

const release = (chart: string, size: string): string => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: kafka
  namespace: shop
spec:
  interval: 10m
  timeout: 5m
  chart:
    spec:
      chart: kafka
      version: ${chart}
      sourceRef:
        kind: HelmRepository
        name: kafka
  values:
    size: ${size}
    tag: ${chart} # {"$imagepolicy": "flux-system:kafka:tag"}
`

/** Staging has other images and other settings. */
function createMixed(): string {
  const root = createEnvironments({
    'clusters/staging/kafka.yaml': release('2.0.0', 'big'),
    'clusters/production/kafka.yaml': release('1.0.0', 'small'),
    'clusters/staging/settings.yaml': settings({ colour: 'green' }),
    'clusters/staging/deep/a.txt': 'a\n',
  })
  commitFiles(root, { 'clusters/staging/web.yaml': deployment('1.1.0', 4) }, 'Four')
  return root
}

const texts = (root: string): readonly (string | undefined)[] =>
  ['web.yaml', 'kafka.yaml', 'settings.yaml', 'deep/a.txt'].map((name) => read(root, `clusters/production/${name}`))

describe('a mixed change', () => {
  it('of image tags and configuration together is named as such', () => {
    expect(promote(createMixed(), '--dry-run')).toContain('note Images and configuration change together')
  })

  it('is none where only the one of the two changes', () => {
    const root = createEnvironments()
    expect(promote(root, '--commit')).not.toContain('change together')
    commitFiles(root, { 'clusters/staging/settings.yaml': settings({ colour: 'green' }) }, 'Green')
    expect(promote(root)).not.toContain('change together')
  })

  it('is split by `--only images`: image tags, chart versions and values of image policies', () => {
    const root = createMixed()
    const report = promote(root, '--only', 'images')
    expect(report).toContain('images and versions only')
    expect(report).toMatch(/left behind/)
    expect(texts(root)).toEqual([
      deployment('1.1.0', 2),
      release('2.0.0', 'small'),
      settings({ colour: 'red' }),
      undefined,
    ])
  })

  it('is split by `--only config`: everything but those', () => {
    const root = createMixed()
    expect(promote(root, '--only', 'config')).toContain('all but images and versions')
    expect(texts(root)).toEqual([deployment('1.0.0', 4), release('1.0.0', 'big'), settings({ colour: 'green' }), 'a\n'])
  })

  it('is whole after both, in either order, and the trailers say what was carried', () => {
    const orders = [
      ['images', 'config'],
      ['config', 'images'],
    ]
    const results = orders.map((order) => {
      const root = createMixed()
      for (const part of order) promote(root, '--only', part, '--commit')
      expect(promote(root)).toContain('nothing to do')
      expect(git(root, ['log', '-2', '--reverse', '--format=%(trailers:key=Promotion-Part,valueonly)'])).toMatch(
        order[0] === 'images' ? /^images\s+configuration$/ : /^configuration\s+images$/,
      )
      return git(root, ['rev-parse', 'HEAD:clusters/production'])
    })
    expect(results[0]).toBe(results[1])
  })
})

describe('--only <path>', () => {
  it.each([
    ['a path of the target', '', 'clusters/production/deep'],
    ['a path of the source', '', 'clusters/staging/deep/a.txt'],
    ['a path in both', '', 'deep/'],
    ['a path typed in a directory of the source', 'clusters/staging', 'deep'],
    ['a path typed in a directory of the target', 'clusters/production', 'deep/a.txt'],
    ['a path typed below', 'clusters/staging/deep', 'a.txt'],
    ['a path typed below, with dots', 'clusters/staging/deep', '../deep'],
    ['the place where one stands', 'clusters/staging/deep', '.'],
    ['a path from the top, typed below', 'clusters/staging', 'clusters/production/deep'],
    ['a path in both, typed below', 'clusters/staging/deep', 'deep/a.txt'],
  ])('takes %s', (_, directory, path) => {
    const root = createMixed()
    promote(`${root}/${directory}`, '--only', path)
    expect(git(root, ['status', '--porcelain', '-uall'])).toBe('?? clusters/production/deep/a.txt')
  })

  it('takes several, and a kind of change within them', () => {
    const root = createMixed()
    promote(root, '--only', 'web.yaml', '--only', 'settings.yaml', '--only', 'config')
    expect(texts(root)).toEqual([
      deployment('1.0.0', 4),
      release('1.0.0', 'small'),
      settings({ colour: 'green' }),
      undefined,
    ])
  })

  it('that leads nowhere is told with the nearest one', () => {
    const { status, stderr } = gitops(createMixed(), ['promote', 'staging', 'production', '--only', 'webb.yaml'])
    expect(stderr).toBe('gitops: `--only webb.yaml` leads to no file of either environment; did you mean `web.yaml`?\n')
    expect(status).toBe(2)
  })
})
