import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { chainOf } from '../../kustomize/tree/chain-of.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'

/** The names that an object had on its way through a build, the present one last. */
export function namesOf({ id, root }: BuiltObject): readonly string[] {
  const earlier = chainOf(getNode(root, ['metadata', 'name'])?.step).flatMap(({ value }) => value ?? [])
  return [...new Set([...earlier.filter((name) => name !== id.name), id.name])]
}
