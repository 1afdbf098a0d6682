import { describe, expect, it } from 'vitest'
import { defaultConfiguration } from '../../src/kustomize/configuration/default-configuration.ts'
import { readReplicaArguments } from '../../src/kustomize/transformers/read-replica-arguments.ts'
import { transformReplicas } from '../../src/kustomize/transformers/transform-replicas.ts'
import { getNode } from '../../src/kustomize/tree/get-node.ts'
import { readResources, readTree } from './read-objects-in-text.ts'

const objects = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec: {replicas: "3"}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
`

function transform(entry: string) {
  const resources = readResources(objects)
  const effect = transformReplicas(resources, readReplicaArguments(readTree(entry)), defaultConfiguration.replicas)
  return { effect, nodes: resources.map(({ root }) => getNode(root, ['spec', 'replicas'])) }
}

describe('transformReplicas', () => {
  it('sets all of the name, and keeps quotes', () => {
    const { effect, nodes } = transform('{name: web, count: 5}')
    expect(effect).toEqual({ matched: 2, changed: 2 })
    expect(nodes.map((node) => node && [node.value, node.tag, node.style])).toEqual([
      ['5', '!!int', 'plain'],
      ['5', '!!int', 'double'],
      undefined,
    ])
    expect(nodes[1]?.step).toMatchObject({ cause: 'replicas', at: { start: 19, end: 20 }, before: { value: '3' } })
  })
  it.each([
    ['0x10', '16'],
    ['1.0', '1'],
    ['1_0', '10'],
    ['null', '0'],
  ])('reads the count %s', (count, expected) => {
    expect(transform(`{name: web, count: ${count}}`).nodes[0]?.value).toBe(expected)
  })
  it.each([
    [
      '{name: wep, count: 1}',
      'this build has no Deployment, StatefulSet, ReplicaSet, ReplicationController `wep` to set the replicas of; there is `web`',
    ],
    [
      '{name: agent, count: 1}',
      'this build has no Deployment, StatefulSet, ReplicaSet, ReplicationController `agent` to set the replicas of; `agent` is of the kind DaemonSet',
    ],
    ['{name: web, count: 1.5}', '`count` must be a whole number, but is a number'],
    ['{name: web, count: "1"}', '`count` must be a whole number, but is a text'],
  ])('refuses %s', (entry, message) => {
    expect(() => transform(entry)).toThrow(message)
  })
})
