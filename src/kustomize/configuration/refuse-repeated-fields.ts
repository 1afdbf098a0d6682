import { BuildError } from '../build-error.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/** Throws a BuildError for a key that a map has twice in the same letters (go-yaml's UnmarshalStrict). */
export function refuseRepeatedFields(map: TreeNode | undefined): void {
  const known = new Set<string>()
  for (const { key, value } of map?.fields ?? []) {
    if (!known.has(key.value)) {
      known.add(key.value)
      continue
    }
    const message = `\`${key.value}\` is set twice, which is refused here`
    throw new BuildError({ code: 'configuration-invalid', message, at: key.step?.at ?? value.step?.at })
  }
}
