import { describe, expect, it } from 'vitest'
import { listReferenceEntries } from '../src/kustomize/list-reference-entries.ts'
import type { ReferenceEntry } from '../src/kustomize/reference.ts'
import { parseYaml } from '../src/yaml/parse-yaml.ts'

/** The entries of a kustomization file. */
function entriesIn(text: string): readonly ReferenceEntry[] {
  const document = parseYaml(text)[0]
  return document === undefined ? [] : listReferenceEntries('kustomization.yaml', document, document.root)
}

/** What stands in the file where an entry is said to stand. */
const sliceOf = (text: string, { at }: ReferenceEntry): string => text.slice(at.start, at.end)

/** Every field of kustomize 5.8.1 (api/types) that names a path; what is given inline names none. */
const everyField = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
metadata:
  name: kafka
namespace: kafka
resources:
  - topic.yaml
  - ../base
  - https://example.com/remote.yaml
bases:
  - ../old-base
components:
  - ../../components/monitoring
crds:
  - crd.yaml
configurations:
  - name-reference.yaml
generators:
  - generator.yaml
  - |-
    apiVersion: builtin
    kind: ConfigMapGenerator
transformers:
  - labels/
  - '{"apiVersion": "builtin", "kind": "LabelTransformer"}'
validators:
  - validator.yaml
patches:
  - path: patch.yaml
  - patch: |-
      - op: remove
        path: /spec/replicas
    target:
      kind: Deployment
patchesStrategicMerge:
  - merge.yaml
  - |-
    apiVersion: v1
    kind: ConfigMap
patchesJson6902:
  - path: operations.json
    target: {version: v1, kind: Service, name: kafka}
replacements:
  - path: replacement.yaml
  - source: {kind: ConfigMap, name: kafka}
    targets:
      - select: {kind: Service}
        fieldPaths: [metadata.name]
openapi:
  path: schema.json
configMapGenerator:
  - name: settings
    files:
      - server.properties
      - log4j=config/log4j.xml
    envs:
      - settings.env
    env: old.env
    literals:
      - path=not/a/path.yaml
secretGenerator:
  - name: tls
    files:
      - tls.crt
      - key=secrets/tls.key
    envs: [secrets/tls.env]
    env: secrets/old.env
helmGlobals:
  chartHome: charts
  configHome: /tmp/helm
helmCharts:
  - name: strimzi
    valuesFile: values.yaml
    additionalValuesFiles:
      - values-production.yaml
helmChartInflationGenerator:
  - chartName: strimzi
    values: old-values.yaml
images:
  - name: kafka
    newName: registry/kafka
`

describe('listReferenceEntries', () => {
  it('finds every field that names a path, in the order of the text', () => {
    expect(entriesIn(everyField).map(({ field, text, loads, accepts }) => [field, text, loads, accepts])).toEqual([
      ['resources', 'topic.yaml', 'build', 'either'],
      ['resources', '../base', 'build', 'either'],
      ['resources', 'https://example.com/remote.yaml', 'build', 'either'],
      ['bases', '../old-base', 'build', 'either'],
      ['components', '../../components/monitoring', 'component', 'directory'],
      ['crds', 'crd.yaml', 'configuration', 'file'],
      ['configurations', 'name-reference.yaml', 'configuration', 'file'],
      ['generators', 'generator.yaml', 'configuration', 'either'],
      ['transformers', 'labels/', 'configuration', 'either'],
      ['validators', 'validator.yaml', 'configuration', 'either'],
      ['patches.path', 'patch.yaml', 'patch', 'file'],
      ['patchesStrategicMerge', 'merge.yaml', 'patch', 'file'],
      ['patchesJson6902.path', 'operations.json', 'patch', 'file'],
      ['replacements.path', 'replacement.yaml', 'configuration', 'file'],
      ['openapi.path', 'schema.json', 'configuration', 'file'],
      ['configMapGenerator.files', 'server.properties', 'data', 'file'],
      ['configMapGenerator.files', 'config/log4j.xml', 'data', 'file'],
      ['configMapGenerator.envs', 'settings.env', 'data', 'file'],
      ['configMapGenerator.env', 'old.env', 'data', 'file'],
      ['secretGenerator.files', 'tls.crt', 'data', 'file'],
      ['secretGenerator.files', 'secrets/tls.key', 'data', 'file'],
      ['secretGenerator.envs', 'secrets/tls.env', 'data', 'file'],
      ['secretGenerator.env', 'secrets/old.env', 'data', 'file'],
      ['helmGlobals.chartHome', 'charts', 'chart', 'directory'],
      ['helmCharts.valuesFile', 'values.yaml', 'data', 'file'],
      ['helmCharts.additionalValuesFiles', 'values-production.yaml', 'data', 'file'],
      ['helmChartInflationGenerator.values', 'old-values.yaml', 'data', 'file'],
    ])
  })

  it('says exactly where each path stands', () => {
    for (const entry of entriesIn(everyField)) expect(sliceOf(everyField, entry)).toBe(entry.text)
  })

  it('gives each entry a pointer of its own that does not move with the lines', () => {
    const pointers = entriesIn(everyField).map(({ pointer }) => pointer)
    expect(new Set(pointers).size).toBe(pointers.length)
    expect(entriesIn(`# moved\n\n${everyField}`).map(({ pointer }) => pointer)).toEqual(pointers)
  })

  it.each([
    ['plain', 'resources:\n  - a/b.yaml'],
    ['plain with a comment', 'resources:\n  - a/b.yaml # why'],
    ['plain with spaces after it', 'resources:\n  - a/b.yaml   \n'],
    ['plain and not indented', 'resources:\n- a/b.yaml'],
    ['CRLF', 'resources:\r\n  - a/b.yaml\r\n'],
    ['single quotes', "resources:\n  - 'a/b.yaml'"],
    ['double quotes', 'resources:\n  - "a/b.yaml"'],
    ['flow', 'resources: [a/b.yaml]'],
    ['flow with quotes', 'resources: [ "a/b.yaml" , ]'],
    ['flow over lines', 'resources: [\n  a/b.yaml,\n]'],
    ['JSON', '{"resources":["a/b.yaml"]}'],
    ['folded', 'resources:\n  - >-\n    a/b.yaml\n'],
    ['literal', 'resources:\n  - |-\n    a/b.yaml\n'],
    ['anchored', 'resources:\n  - &b a/b.yaml'],
    ['tagged', 'resources:\n  - !!str a/b.yaml'],
    ['anchored, tagged and quoted', "resources:\n  - &b !!str 'a/b.yaml'"],
    ['on a line of its own', 'resources:\n  -\n    a/b.yaml'],
    ['explicit keys', '? resources\n: - a/b.yaml'],
    ['another letter case', 'Resources: [a/b.yaml]'],
    ['a quoted key', '"resources": [a/b.yaml]'],
    ['a merge key', '<<: {resources: [a/b.yaml]}'],
    ['a list with an anchor', 'resources: &r\n  - a/b.yaml'],
    ['after letters of four bytes', '# 😀\nresources: [a/b.yaml]'],
    ['after a document marker', '# comment\n---\nresources: [a/b.yaml]'],
  ])('%s', (_name, text) => {
    expect(entriesIn(text).map((entry) => [entry.text, sliceOf(text, entry)])).toEqual([['a/b.yaml', 'a/b.yaml']])
  })

  it.each([
    ['plain', 'key=a/b.yaml'],
    ['single quotes', "'key=a/b.yaml'"],
    ['double quotes', '"key=a/b.yaml"'],
    ['folded', '>-\n      key=a/b.yaml'],
    ['anchored', '&a key=a/b.yaml'],
    ['a key with dots', 'tls.key=a/b.yaml'],
    ['no key', 'a/b.yaml'],
  ])('the path alone of a file with a key: %s', (_name, item) => {
    const text = `configMapGenerator:\n  - name: a\n    files:\n    - ${item}\n`
    expect(entriesIn(text).map((entry) => [entry.text, sliceOf(text, entry)])).toEqual([['a/b.yaml', 'a/b.yaml']])
  })

  it('stays within the quotes of a text with escapes', () => {
    const text = "resources: [\"a\\u002eyaml\", 'it''s.yaml']\n"
    expect(entriesIn(text).map((entry) => [entry.text, sliceOf(text, entry)])).toEqual([
      ['a.yaml', 'a\\u002eyaml'],
      ["it's.yaml", "it''s.yaml"],
    ])
  })

  it('shows an alias at the text that it stands for', () => {
    const text = 'x: &b a/b.yaml\nresources: [*b]\n'
    expect(entriesIn(text).map((entry) => [entry.text, sliceOf(text, entry)])).toEqual([['a/b.yaml', 'a/b.yaml']])
  })

  // The real kustomize takes each of these for a build without the file, or for no kustomization at all.
  it.each([
    ['null', 'resources: ~'],
    ['null in a list', 'configMapGenerator: [{name: a, env: ~}]'],
    ['a scalar for a list', 'resources: a.yaml'],
    ['a list in a list', 'resources: [[a.yaml]]'],
    ['a map in a list', 'resources: [{path: a.yaml}]'],
    ['an empty path beside an inline patch', 'patches: [{path: "", patch: "- op: remove", target: {kind: Service}}]'],
    ['an empty path beside a source', 'replacements: [{path: "", source: {kind: Service}}]'],
    ['an empty env', 'configMapGenerator: [{name: a, env: ""}]'],
    ['an empty values file', 'helmCharts: [{name: a, valuesFile: ""}]'],
    ['nothing', ''],
    ['a list', '- resources'],
    ['an alias without its anchor', 'resources: [*a]'],
  ])('finds nothing in %s', (_name, text) => {
    expect(entriesIn(text)).toEqual([])
  })

  it('takes the last of several equal keys, as kustomize does', () => {
    expect(entriesIn('resources: [a.yaml]\nresources: [b.yaml]\n').map(({ text }) => text)).toEqual(['b.yaml'])
  })

  it('takes the key in small letters before one in others, as Go does', () => {
    expect(entriesIn('resources: [a.yaml]\nRESOURCES: [b.yaml]\n').map(({ text }) => text)).toEqual(['a.yaml'])
    expect(entriesIn('RESOURCES: [b.yaml]\nresources: [a.yaml]\n').map(({ text }) => text)).toEqual(['a.yaml'])
  })
})
