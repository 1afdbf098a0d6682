import { readText } from '../../flux/read-text.ts'
import { getField } from '../../kustomize/tree/get-field.ts'
import { isNullNode } from '../../kustomize/tree/is-null-node.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { VariableReference } from './substitution.ts'

/** `spec.postBuild` of a Flux Kustomization. */
export interface PostBuild {
  readonly from: readonly VariableReference[]
  /** The values of `substitute`, by name. */
  readonly inline: readonly { readonly name: string; readonly node: TreeNode }[]
  /** `substituteStrategy: Always`: substitutes even without any variable. */
  readonly isAlways: boolean
}

/** Reads what a Flux Kustomization substitutes; undefined where it substitutes nothing. */
export function readPostBuild(spec: TreeNode | undefined): PostBuild | undefined {
  const postBuild = getField(spec, 'postBuild')
  if (postBuild === undefined || isNullNode(postBuild)) return undefined
  const read = known.get(postBuild) ?? readNode(postBuild)
  known.set(postBuild, read)
  return read
}

/** Clusters share objects. */
const known = new WeakMap<TreeNode, PostBuild>()

function readNode(postBuild: TreeNode): PostBuild {
  return {
    from: (getField(postBuild, 'substituteFrom')?.items ?? []).flatMap((item) => {
      const kind = readText(item, ['kind'])
      const name = readText(item, ['name'])
      if (kind === undefined || name === undefined) return []
      const isOptional = readText(item, ['optional'])?.text === 'true'
      return [{ kind: kind.text, name: name.text, isOptional, at: name.at }]
    }),
    inline: (getField(postBuild, 'substitute')?.fields ?? []).map(({ key, value }) => ({
      name: key.value,
      node: value,
    })),
    isAlways: readText(postBuild, ['substituteStrategy'])?.text === 'Always',
  }
}
