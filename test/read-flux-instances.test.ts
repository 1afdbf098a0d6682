import { describe, expect, it } from 'vitest'
import { readFluxInstances } from '../src/flux/read-flux-instances.ts'
import { listObjects } from '../src/kustomize/list-objects.ts'
import { parseYaml } from '../src/yaml/parse-yaml.ts'

/** What is read from a file: the path, the URL and the branch of each, and what stands at their places. */
function readIn(text: string): readonly (readonly (string | undefined)[])[] {
  const documents = parseYaml(text)
  const found = readFluxInstances('flux.yaml', documents, listObjects('flux.yaml', documents))
  return found.map(({ path, url, branch, pathAt }) => [
    path,
    url,
    branch?.name,
    text.slice(pathAt.start, pathAt.end),
    branch && text.slice(branch.at.start, branch.at.end),
  ])
}

const sync = (indent: string, ref = 'refs/heads/main', more = ''): string =>
  [
    `sync:`,
    `  kind: GitRepository`,
    `  url: https://example.com/platform.git`,
    `  ref: ${ref}`,
    `  path: "clusters/a"${more}`,
  ]
    .map((line) => `${indent}${line}\n`)
    .join('')
const read = ['clusters/a', 'https://example.com/platform.git', 'main', 'clusters/a', 'refs/heads/main']

describe('readFluxInstances', () => {
  it('reads a FluxInstance', () => {
    const text = `apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nmetadata:\n  name: flux\nspec:\n${sync('  ')}`
    expect(readIn(text)).toEqual([read])
  })

  it('reads the values of a HelmRelease of its chart', () => {
    const text = `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: flux\nspec:\n  values:\n    instance:\n${sync('      ')}`
    expect(readIn(text)).toEqual([read])
  })

  it('reads a values file of its chart', () => {
    expect(readIn(`instance:\n${sync('  ')}`)).toEqual([read])
  })

  it('reads several in one file', () => {
    const one = (path: string): string =>
      `apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nspec:\n  sync:\n    path: ${path}\n`
    expect(readIn(`${one('a')}---\n${one('b')}`).map(([path]) => path)).toEqual(['a', 'b'])
  })

  it.each([
    ['main', 'main'],
    ['refs/heads/feature/x', 'feature/x'],
    ['refs/tags/v1', undefined],
    ['refs/pull/1/head', undefined],
    [`"\${BRANCH}"`, undefined],
  ])('the ref %s is the branch %s', (ref, branch) => {
    expect(readIn(`instance:\n${sync('  ', ref)}`)[0]?.[2]).toBe(branch)
  })

  it('the ref of an OCI repository is a tag', () => {
    const text =
      'instance:\n  sync:\n    kind: OCIRepository\n    url: oci://example.com/platform\n    ref: latest\n    path: .\n'
    expect(readIn(text)[0]?.slice(0, 3)).toEqual(['.', 'oci://example.com/platform', undefined])
  })

  it.each([
    ['a FluxInstance without sync', 'apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nspec: {}\n'],
    [
      'a FluxInstance without a path',
      'apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nspec: {sync: {url: a}}\n',
    ],
    ['a FluxInstance of another group', 'apiVersion: example.com/v1\nkind: FluxInstance\nspec: {sync: {path: a}}\n'],
    ['other values', 'sync:\n  path: a\n'],
    ['a path that is no text', 'instance: {sync: {path: [a]}}\n'],
    ['an empty file', ''],
    ['a list', '- instance: {sync: {path: a}}\n'],
  ])('finds none in %s', (_name, text) => {
    expect(readIn(text)).toEqual([])
  })
})
