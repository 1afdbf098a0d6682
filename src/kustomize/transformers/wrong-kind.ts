import type { Location } from '../../source/location.ts'
import { BuildError } from '../build-error.ts'
import type { TreeNode } from '../tree/tree-node.ts'

const names = { scalar: 'a text or number', mapping: 'a map', sequence: 'a list' } as const

/** What is wrong where a path leads to a value of another kind than a transformer needs (kyaml's InvalidNodeKindError). */
export function wrongKind(node: TreeNode, expected: string, what: string, by?: Location): BuildError {
  const at = node.step?.at ?? by
  return new BuildError({
    code: 'field-of-wrong-kind',
    message: `${what} must be ${expected}, but is ${names[node.kind]}`,
    at,
    ...(by === undefined || by === at ? {} : { related: [{ message: 'what would set it', at: by }] }),
  })
}
