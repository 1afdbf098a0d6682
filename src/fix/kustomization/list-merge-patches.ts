import { isScalar, type Node } from 'yaml'
import { fieldOf } from '../../kustomize/field-of.ts'
import type { KustomizationFile } from '../../kustomize/kustomization-file.ts'
import { itemsOf } from '../../yaml/items-of.ts'
import { textOf } from '../../yaml/text-of.ts'

/**
 * The field of `patches` that each entry of `patchesStrategicMerge` belongs in: `path`, or `patch` for one that is given
 * inline. Returns why where an entry leads nowhere, which `kustomize edit fix` would take for an inline patch.
 */
export function listMergePatches({
  document,
  root,
  references,
}: KustomizationFile): ReadonlyMap<Node, string> | { readonly why: string } {
  const fields = new Map<Node, string>()
  if (document === undefined) return fields
  for (const item of itemsOf(document, fieldOf(document, root, 'patchesStrategicMerge')?.value)) {
    const text = textOf(item)
    if (text === undefined || !isScalar(item)) return { why: 'an entry is not a text' }
    const [start = 0, end = 0] = item.range ?? []
    const reference = references.find(
      ({ field, at }) => field === 'patchesStrategicMerge' && at.start >= start && at.end <= end,
    )
    if (reference !== undefined && reference.target.kind !== 'file') return { why: `\`${text}\` leads to no file` }
    fields.set(item, reference === undefined ? 'patch' : 'path')
  }
  return fields
}
