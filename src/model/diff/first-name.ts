import { chainOf } from '../../kustomize/tree/chain-of.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { AppliedObject } from '../closure/applied-kustomization.ts'

/** The name that an object has in its own file, before prefixes and hashes, with that file; empty where none is known. */
export function firstName({ root, id }: AppliedObject): { readonly file: string; readonly name: string } {
  const steps = chainOf(getNode(root, ['metadata', 'name'])?.step)
  const first = steps.find(({ at, value }) => at !== undefined && value !== undefined)
  return { file: first?.at?.file ?? '', name: first?.value ?? id.name }
}
