import { chainOf } from '../../kustomize/tree/chain-of.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { AppliedObject } from '../closure/applied-kustomization.ts'

/** Whether the name of an object ends with the hash of its content: a new one for each content is what is wanted. */
export function isHashed({ root }: AppliedObject): boolean {
  return chainOf(getNode(root, ['metadata', 'name'])?.step).some(({ cause }) => cause === 'hash')
}
