import { expect, test } from 'vitest'
import { BuildError } from '../../src/kustomize/build-error.ts'
import { defaultConfiguration } from '../../src/kustomize/configuration/default-configuration.ts'
import { fixNameReferences } from '../../src/kustomize/references/fix-name-references.ts'
import { listNameReferences } from '../../src/kustomize/references/list-name-references.ts'
import type { Resource } from '../../src/kustomize/resource/resource.ts'
import { transformNamespace } from '../../src/kustomize/transformers/transform-namespace.ts'
import { transformPrefix } from '../../src/kustomize/transformers/transform-prefix.ts'
import { chainOf } from '../../src/kustomize/tree/chain-of.ts'
import { getNode } from '../../src/kustomize/tree/get-node.ts'
import { readResources } from './read-objects-in-text.ts'

const { nameReference, namePrefix, namespace } = defaultConfiguration

const step = { cause: 'namePrefix', value: 'p-', before: undefined } as const
const prefix = { text: 'p-', by: { ...step, at: { file: 'kustomization.yaml', start: 12, end: 14 } } }

function prefixed(text: string): Resource[] {
  const resources = readResources(text)
  transformPrefix(resources, { affix: prefix, fieldSpecs: namePrefix })
  return resources
}

const pod = (volumes: string) => `
apiVersion: v1
kind: Pod
metadata: { name: pod }
spec: { volumes: ${volumes} }
`
const settings = `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
`

test('follows an object to its new name', () => {
  const resources = prefixed(pod('[{ configMap: { name: settings } }, { configMap: { name: other } }]') + settings)
  expect(fixNameReferences(resources, nameReference)).toEqual({ matched: 1, changed: 1 })
  const nameAt = (index: number) => getNode(resources[0]?.root, ['spec', 'volumes', index, 'configMap', 'name'])
  expect([nameAt(0)?.value, nameAt(1)?.value]).toEqual(['p-settings', 'other'])
  expect(chainOf(nameAt(0)?.step).map(({ cause, at, value }) => [cause, at?.file, value])).toEqual([
    ['resource', 'objects.yaml', 'settings'],
    ['name-reference', 'kustomization.yaml', 'p-settings'],
  ])
  expect(chainOf(nameAt(1)?.step)).toHaveLength(1)
})

test('an object that keeps its name leaves no step', () => {
  const resources = readResources(pod('[{ configMap: { name: settings } }]') + settings)
  expect(fixNameReferences(resources, nameReference)).toEqual({ matched: 0, changed: 0 })
  expect(chainOf(getNode(resources[0]?.root, ['spec', 'volumes', 0, 'configMap', 'name'])?.step)).toHaveLength(1)
})

test('a subject gets the namespace of its account too', () => {
  const resources = readResources(`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: binding }
subjects: [{ kind: ServiceAccount, name: account, namespace: default }]
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: account }
`)
  const by = { ...step, cause: 'namespace', at: { file: 'kustomization.yaml', start: 30, end: 34 } } as const
  transformNamespace(resources, { namespace: { text: 'shop', by } }, namespace)
  transformPrefix(resources, { affix: prefix, fieldSpecs: namePrefix })
  fixNameReferences(resources, nameReference)
  const subject = getNode(resources[0]?.root, ['subjects', 0])
  expect([getNode(subject, ['name'])?.value, getNode(subject, ['namespace'])?.value]).toEqual(['p-account', 'shop'])
})

test('with a guard one wrong reference does not keep the others from being fixed', () => {
  const resources = prefixed(
    `${pod('text')}---${pod('[{ configMap: { name: settings } }]').replace('name: pod', 'name: second')}${settings}`,
  )
  expect(() => fixNameReferences(resources, nameReference)).toThrow(BuildError)
  const problems: unknown[] = []
  fixNameReferences(resources, nameReference, (run) => {
    try {
      run()
    } catch (error) {
      problems.push(error)
    }
  })
  expect(problems).toHaveLength(1)
  expect(getNode(resources[1]?.root, ['spec', 'volumes', 0, 'configMap', 'name'])?.value).toBe('p-settings')
})

test('two thousand objects take no longer than a moment', () => {
  const many = Array.from({ length: 1000 }, (_, index) => {
    const name = `settings-${index}`
    return (
      pod(`[{ configMap: { name: ${name} } }]`).replace('name: pod', `name: pod-${index}`) +
      settings.replace('settings', name)
    )
  })
  const resources = prefixed(many.join('---'))
  const started = performance.now()
  expect(fixNameReferences(resources, nameReference).changed).toBe(1000)
  expect(performance.now() - started).toBeLessThan(5_000)
})

test('lists what names refer to in a finished build', () => {
  const found = listNameReferences(
    readResources(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  template:
    spec:
      containers:
        - envFrom:
            - configMapRef: { name: settings, optional: true }
            - secretRef: { name: absent }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: elsewhere }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web, namespace: shop }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: binding, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader }
subjects: [{ kind: User, name: someone }, { kind: ServiceAccount, name: robot, namespace: elsewhere }]
`),
    nameReference,
  )
  expect(
    found.map(({ path, name, kinds, namespace: where, isOptional, candidates }) => [
      path.join('.'),
      name,
      kinds,
      where,
      isOptional,
      candidates.length,
    ]),
  ).toEqual([
    ['spec.template.spec.containers.0.envFrom.0.configMapRef.name', 'settings', ['ConfigMap'], 'shop', true, 1],
    ['spec.template.spec.containers.0.envFrom.1.secretRef.name', 'absent', ['Secret'], 'shop', false, 0],
    ['spec.scaleTargetRef.name', 'web', ['Deployment'], 'shop', false, 1],
    ['subjects.1.name', 'robot', ['ServiceAccount'], 'elsewhere', false, 0],
    ['roleRef.name', 'reader', ['ClusterRole'], 'shop', false, 0],
  ])
})
