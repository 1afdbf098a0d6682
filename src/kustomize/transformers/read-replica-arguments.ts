import { type Origin, readInteger, readMap, readText } from '../configuration/read-value.ts'
import { getFieldIgnoringCase } from '../tree/get-field-ignoring-case.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { createSetting } from './read-setting.ts'
import type { ReplicaArguments } from './transform-replicas.ts'

/** Reads an item of `replicas`, or the `replica` of a ReplicaCountTransformer. Without a count it is 0. */
export function readReplicaArguments(node: TreeNode | undefined, origin: Origin = 'kustomization'): ReplicaArguments {
  const map = readMap(node, 'an item of replicas')
  const name = getFieldIgnoringCase(map, 'name')
  const count = getFieldIgnoringCase(map, 'count')
  return {
    name: readText(name, 'name', origin),
    at: name?.step?.at ?? map?.step?.at,
    count: createSetting(String(readInteger(count, 'count', origin)), 'replicas', count ?? map),
  }
}
