import { createMapping } from '../../kustomize/tree/create-node.ts'
import { getField } from '../../kustomize/tree/get-field.ts'
import { getFieldIgnoringCase } from '../../kustomize/tree/get-field-ignoring-case.ts'
import type { TreeField, TreeNode } from '../../kustomize/tree/tree-node.ts'

/**
 * Merges `spec.images` into the `images` of a kustomization file by name: a new name takes the place of the old one, and
 * tag and digest are replaced as a pair (fluxcd/pkg kustomize.Generator, as of kustomize-controller 1.9.4).
 */
export function mergeImages(written: readonly TreeNode[], added: readonly TreeNode[]): readonly TreeNode[] {
  const merged = [...written]
  for (const image of added) {
    const name = getField(image, 'name')?.value
    const index = merged.findIndex((other) => (getFieldIgnoringCase(other, 'name')?.value ?? '') === name)
    const present = merged[index]
    if (present === undefined) merged.push(image)
    else merged[index] = override(present, image)
  }
  return merged
}

function override(image: TreeNode, by: TreeNode): TreeNode {
  const names = ['newName', 'newTag', 'digest'].filter((field) => isSet(by, field))
  const selectsVersion = names.includes('newTag') || names.includes('digest')
  const dropped = new Set([...names, ...(selectsVersion ? ['newTag', 'digest'] : [])].map((name) => name.toLowerCase()))
  const own = image.fields.filter(({ key }: TreeField) => !dropped.has(key.value.toLowerCase()))
  return createMapping(image.step, [...own, ...by.fields.filter(({ key }) => names.includes(key.value))])
}

function isSet(image: TreeNode, field: string): boolean {
  return (getField(image, field)?.value ?? '') !== ''
}
