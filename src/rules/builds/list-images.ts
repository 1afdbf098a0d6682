import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { splitImage } from '../../kustomize/transformers/split-image.ts'
import { chainOf } from '../../kustomize/tree/chain-of.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'

/** The names of all images in objects, without tags, also those they had before another entry changed them. */
export function listImages(objects: readonly BuiltObject[]): ReadonlySet<string> {
  const names = new Set<string>()
  const visit = (node: TreeNode): void => {
    for (const item of node.items) visit(item)
    for (const { key, value } of node.fields) {
      if (key.value !== 'image' || value.kind !== 'scalar') visit(value)
      else for (const text of [value.value, ...chainOf(value.step).map((step) => step.value ?? '')]) add(text)
    }
  }
  const add = (text: string): void => {
    const { name } = splitImage(text)
    if (name !== '') names.add(name)
  }
  for (const { id, root } of objects) if (id.kind !== 'CustomResourceDefinition') visit(root)
  return names
}
