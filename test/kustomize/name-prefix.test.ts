import { describe, expect, it } from 'vitest'
import { defaultConfiguration } from '../../src/kustomize/configuration/default-configuration.ts'
import { previousIds } from '../../src/kustomize/resource/previous-ids.ts'
import { readBuiltinTransformer } from '../../src/kustomize/transformers/read-builtin-transformer.ts'
import { transformPrefix } from '../../src/kustomize/transformers/transform-prefix.ts'
import { transformSuffix } from '../../src/kustomize/transformers/transform-suffix.ts'
import { createMapping } from '../../src/kustomize/tree/create-node.ts'
import { getNode } from '../../src/kustomize/tree/get-node.ts'
import { readResources, readTree, toObjects } from './read-objects-in-text.ts'

const at = { file: 'kustomization.yaml', start: 12, end: 16 }
const affix = (text: string) => ({ text, by: { cause: 'namePrefix', at, value: text, before: undefined } as const })
const fieldSpecs = defaultConfiguration.namePrefix

describe('transformPrefix and transformSuffix', () => {
  it.each([
    ['v1', 'ConfigMap', 'pre-a-post'],
    ['v1', 'Namespace', 'a'],
    ['example.com/v1', 'Namespace', 'a'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'a'],
    ['apiregistration.k8s.io/v1', 'APIService', 'a'],
    ['example.com/v1', 'APIService', 'pre-a-post'],
  ])('renames %s %s', (apiVersion, kind, name) => {
    const resources = readResources(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}`)
    transformPrefix(resources, { affix: affix('pre-'), fieldSpecs })
    transformSuffix(resources, { affix: affix('-post'), fieldSpecs })
    expect(toObjects(resources)).toMatchObject([{ metadata: { name } }])
  })

  it('remembers former names and the place of the prefix', () => {
    const resources = readResources('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}')
    expect(transformPrefix(resources, { affix: affix('pre-'), fieldSpecs })).toEqual({ matched: 1, changed: 1 })
    const [resource] = resources
    expect(resource && previousIds(resource)).toMatchObject([{ name: 'a', namespace: 'default', kind: 'ConfigMap' }])
    expect(getNode(resource?.root, ['metadata', 'annotations', 'internal.config.kubernetes.io/prefixes'])?.value).toBe(
      'pre-',
    )
    expect(getNode(resource?.root, ['metadata', 'name'])?.step).toMatchObject({
      at,
      value: 'pre-a',
      before: { value: 'a' },
    })
  })

  it('notes nothing for an empty prefix', () => {
    const resources = readResources('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}')
    expect(transformPrefix(resources, { affix: affix(''), fieldSpecs })).toEqual({ matched: 1, changed: 0 })
    expect(getNode(resources[0]?.root, ['metadata', 'annotations'])).toBeUndefined()
  })
})

describe('readBuiltinTransformer', () => {
  const context = { directoryName: 'here', readFile: () => createMapping(undefined) }
  const read = (text: string) =>
    readBuiltinTransformer(readTree(`apiVersion: builtin\nmetadata: {name: t}\n${text}`), context)
  it.each([
    ['kind: PrefixTransformer\nprefix: a', '`fieldSpecs` must say which fields get the prefix'],
    // Of all of them, these two care for letter case.
    ['kind: PrefixTransformer\nprefix: a\nFieldSpecs: []', '`fieldSpecs` must say which fields get the prefix'],
    ['kind: SuffixTransformer\nsuffix: [a]\nfieldSpecs: []', '`suffix` must be a text, but is a list'],
    [
      'kind: SuffixTransformer\nsuffix: a\nfieldSpecs: [{create: "true"}]',
      '`create` must be `true` or `false`, but is a text',
    ],
    ['kind: LabelTransformer\nlabels: {a: [b]}', '`a` must be a text, but is a list'],
    ['kind: LabelTransformer\nfieldSpecs: [{create: yes}]', '`create` must be `true` or `false`, but is a '],
    [
      'kind: NamespaceTransformer\nsetRoleBindingSubjects: all',
      '`setRoleBindingSubjects` must be one of `defaultOnly`, `allServiceAccounts`, `none`, but is `all`',
    ],
    ['kind: ValueAddTransformer', 'a ValueAddTransformer needs at least one item in `targets`'],
    ['kind: ValueAddTransformer\ntargets: [{}]', 'an item of `targets` needs a `fieldPath`'],
    [
      'kind: ValueAddTransformer\ntargets: [{fieldPath: a, filePathPosition: -1}]',
      '`filePathPosition` must not be negative',
    ],
  ])('refuses %s', (text, message) => {
    expect(() => read(text)).toThrow(message)
  })
  it('leaves other kinds to others', () => {
    expect(read('kind: PatchTransformer')).toBeUndefined()
  })
  it('takes `yes` for true in the fields of a prefix', () => {
    const resources = readResources('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}')
    read('kind: PrefixTransformer\nprefix: 5\nfieldSpecs: [{path: data/x, create: "yes"}]')?.(resources)
    expect(toObjects(resources)).toMatchObject([{ data: { x: 5 } }])
  })
})
