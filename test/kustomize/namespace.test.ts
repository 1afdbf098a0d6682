import { describe, expect, it } from 'vitest'
import { defaultConfiguration } from '../../src/kustomize/configuration/default-configuration.ts'
import type { NamespaceArguments } from '../../src/kustomize/transformers/set-namespace.ts'
import { transformNamespace } from '../../src/kustomize/transformers/transform-namespace.ts'
import { getNode } from '../../src/kustomize/tree/get-node.ts'
import { readResources, toObjects } from './read-objects-in-text.ts'

const at = { file: 'kustomization.yaml', start: 11, end: 15 }
const namespace = { text: 'shop', by: { cause: 'namespace', at, value: 'shop', before: undefined } } as const

function transform(text: string, args: Partial<NamespaceArguments> = {}) {
  const resources = readResources(text)
  const effect = transformNamespace(resources, { namespace, ...args }, defaultConfiguration.namespace)
  return { resources, effect, objects: toObjects(resources) }
}

const binding = (subjects: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: b, namespace: shop}\nsubjects: ${subjects}`

describe('transformNamespace', () => {
  it.each([
    ['kind: ConfigMap\nmetadata: {name: a}', { name: 'a', namespace: 'shop' }, { matched: 1, changed: 1 }],
    [
      'kind: ConfigMap\nmetadata: {name: a, namespace: shop}',
      { name: 'a', namespace: 'shop' },
      { matched: 1, changed: 0 },
    ],
    ['kind: Namespace\nmetadata: {name: a}', { name: 'shop' }, { matched: 1, changed: 1 }],
    ['kind: Node\nmetadata: {name: a}', { name: 'a' }, { matched: 0, changed: 0 }],
  ])('moves %s', (text, metadata, effect) => {
    const result = transform(`apiVersion: v1\n${text}`)
    expect(result.objects).toMatchObject([{ metadata }])
    expect(result.effect).toEqual(effect)
  })

  const subjects =
    '[{kind: ServiceAccount, name: default}, {kind: ServiceAccount, name: a, namespace: old}, {kind: User, name: b}]'
  it.each([
    ['defaultOnly', ['shop', 'old', undefined]],
    ['allServiceAccounts', ['shop', 'shop', undefined]],
    ['none', [undefined, 'old', undefined]],
  ] as const)('takes subjects along: %s', (setRoleBindingSubjects, expected) => {
    const [object] = transform(binding(subjects), { setRoleBindingSubjects }).objects
    expect((object as { subjects: { namespace?: string }[] }).subjects.map((subject) => subject.namespace)).toEqual(
      expected,
    )
  })

  it.each([
    ['5', '`subjects` of RoleBinding must be a list, but is a text or number'],
    ['[a]', 'a subject of RoleBinding must be a map, but is a text or number'],
    ['[{name: [a]}]', 'the `name` of a subject of RoleBinding must be a text, but is a list'],
    [
      '[{name: default, namespace: {}}]',
      'the namespace of a subject of RoleBinding must be a single value, but is a map',
    ],
  ])('refuses subjects %s', (text, message) => {
    expect(() => transform(binding(text))).toThrow(message)
  })

  it('only fills what is empty where told so', () => {
    const text = ['{name: a, namespace: old}', '{name: b}', '{name: c, namespace: ""}', '{name: d, namespace: null}']
      .map((metadata) => `apiVersion: v1\nkind: ConfigMap\nmetadata: ${metadata}`)
      .join('\n---\n')
    const { objects, effect } = transform(text, { unsetOnly: true })
    expect(objects.map((object) => (object as { metadata: { namespace: unknown } }).metadata.namespace)).toEqual([
      'old',
      'shop',
      'shop',
      null,
    ])
    expect(effect).toEqual({ matched: 2, changed: 2 })
  })

  it('refuses two objects of one id, and names both', () => {
    const text =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: x}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: y}'
    expect(() => transform(text)).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({
          code: 'namespace-conflict',
          message: 'in the namespace `shop` there would be two ConfigMap `a`',
          at,
          related: [expect.anything(), expect.anything()],
        }),
      }),
    )
  })

  it('remembers where a namespace comes from', () => {
    const { resources } = transform('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: x}')
    const step = getNode(resources[0]?.root, ['metadata', 'namespace'])?.step
    expect(step).toMatchObject({ cause: 'namespace', at, value: 'shop', before: { cause: 'resource', value: 'x' } })
    const made = transform('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}').resources
    expect(getNode(made[0]?.root, ['metadata', 'namespace'])?.step).toEqual(namespace.by)
  })
})
