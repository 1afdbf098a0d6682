import { nearestMatch } from '../../source/nearest-match.ts'
import { BuildError } from '../build-error.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/** Throws a BuildError for a key that is none of the names, letter case aside (json's DisallowUnknownFields). */
export function refuseUnknownFields(map: TreeNode | undefined, names: readonly string[], what: string): void {
  const known = new Set(names.map((name) => name.toLowerCase()))
  for (const { key, value } of map?.fields ?? []) {
    if (key.kind === 'scalar' && known.has(key.value.toLowerCase())) continue
    const near = key.kind === 'scalar' ? nearestMatch(key.value, names) : undefined
    const name = key.kind === 'scalar' ? `\`${key.value}\`` : 'a map or list'
    throw new BuildError({
      code: 'configuration-invalid',
      message: `${name} is no field of ${what}${near === undefined ? '' : `; did you mean \`${near}\`?`}`,
      at: key.step?.at ?? value.step?.at,
    })
  }
}
