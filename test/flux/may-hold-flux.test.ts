import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemoryFileSystem } from '../../src/files/memory-file-system.ts'
import { mayHoldFlux } from '../../src/flux/may-hold-flux.ts'
import { readFluxInstances } from '../../src/flux/read-flux-instances.ts'
import { readFluxObject } from '../../src/flux/read-flux-object.ts'
import { listObjects } from '../../src/kustomize/list-objects.ts'
import { buildRepository } from '../../src/model/build-repository.ts'
import { defaultLayout } from '../../src/model/layout.ts'
import { parseYaml } from '../../src/yaml/parse-yaml.ts'
import { bootstrapSync } from '../bootstrap-sync.ts'

function holdsFlux(text: string): boolean {
  const documents = parseYaml(text)
  const objects = listObjects('a.yaml', documents)
  return objects.some((one) => readFluxObject(one)) || readFluxInstances('a.yaml', documents, objects).length > 0
}

describe('a text that may hold Flux', () => {
  it.each([
    ['an object', 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\n'],
    ['a JSON object', '{"kind": "GitRepository", "apiVersion": "source.toolkit.fluxcd.io/v1"}'],
    ['an escaped group', 'apiVersion: "kustomize.toolkit.flux\\u0063d.io/v1"\nkind: Kustomization\n'],
    [
      'a group that goes on in the next line',
      'apiVersion: "kustomize.toolkit.flux\\\n  cd.io/v1"\nkind: Kustomization\n',
    ],
    ['a group by an alias', 'x: &a source.toolkit.fluxcd.io/v1\napiVersion: *a\nkind: Bucket\n'],
    [
      'one in a list',
      'apiVersion: v1\nkind: List\nitems: [{apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease}]\n',
    ],
    ['an instance', 'apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nspec: {sync: {path: a}}\n'],
    ['the values of its chart', 'instance: {sync: {path: a}}\n'],
    [
      'those in a HelmRelease of another group',
      'apiVersion: example.com/v1\nkind: HelmRelease\nspec: {values: {instance: {sync: {path: a}}}}\n',
    ],
    ['those with an escape', '"in\\x73tance": {sync: {path: a}}\n'],
  ])('is one with %s', (_what, text) => {
    expect(holdsFlux(text)).toBe(true)
    expect(mayHoldFlux(text)).toBe(true)
  })

  it('is every one that holds it', () => {
    const words = fc.constantFrom(
      ...['apiVersion', 'kind', ': ', ', ', '{', '}', '[', ']', '\n', '\n  ', '- ', '---\n', '"', "'", '\\', '\\x66'],
      ...['&a ', '*a', '<<: *a', 'source.toolkit.', 'flux', 'cd.io', 'fluxcd.io/v1', 'Bucket', 'List', 'items', 'v1'],
      ...['instance', 'sync', 'path', 'values', 'spec', '|-\n ', '>-\n ', '# '],
    )
    const frames = fc.constantFrom(
      (text: string) => text,
      (text: string) => `apiVersion: ${text}\nkind: Bucket\n`,
      (text: string) => `apiVersion: v1\nkind: List\nitems:\n- kind: Bucket\n  apiVersion: ${text}\n`,
      (text: string) => `${text}: {sync: {path: a}}\n`,
      (text: string) => `instance: {${text}: {path: a}}\n`,
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), frames, (parts, frame) => {
        const text = frame(parts.join(''))
        if (!mayHoldFlux(text)) expect(holdsFlux(text), text).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a model', () => {
  it('parses and renders only what is asked for', () => {
    const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n'
    const files = Object.fromEntries(
      ['a', 'b'].flatMap((name) => [
        [`clusters/${name}/flux-system/gotk-sync.yaml`, bootstrapSync(name)],
        [`clusters/${name}/settings.yaml`, configMap],
      ]),
    )
    const parsed: string[] = []
    const parse = (path: string, text: string) => {
      parsed.push(path)
      return parseYaml(text)
    }
    const repository = buildRepository(createMemoryFileSystem(files), defaultLayout, { remotes: [] }, new Map(), {
      parse,
    })
    expect(repository.clusters.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(parsed).toEqual(['clusters/a/flux-system/gotk-sync.yaml', 'clusters/b/flux-system/gotk-sync.yaml'])
    const closure = repository.closures.get('b')
    expect(closure?.applied[0]?.objects.map(({ id }) => id.kind)).toContain('ConfigMap')
    expect(parsed.filter((path) => path.endsWith('settings.yaml'))).toEqual(['clusters/b/settings.yaml'])
    expect(repository.closures.get('b')).toBe(closure)
    expect([...repository.closures].map(([name, { cluster }]) => [name, cluster.name])).toEqual([
      ['a', 'a'],
      ['b', 'b'],
    ])
    expect(repository.closures.get('c')).toBeUndefined()
  })
})
