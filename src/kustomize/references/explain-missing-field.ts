import { nearestMatch } from '../../source/nearest-match.ts'
import { BuildError } from '../build-error.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { lookUp } from './look-up.ts'

/** Says from where on a path leads nowhere in an object, with the key that was perhaps meant: "is missing from `spec`". */
export function explainMissingField(root: TreeNode, parts: readonly string[]): string {
  let holder: TreeNode = root
  for (const [index, part] of parts.entries()) {
    const next = peek(holder, part)
    if (next !== undefined) {
      holder = next
      continue
    }
    const parent = parts.slice(0, index).join('.')
    const where = parent === '' ? 'the object' : `\`${parent}\``
    if (isNullNode(holder)) return `leads into ${where}, which is empty`
    const near = nearestMatch(part, keysOf(holder, part))
    const hint = near === undefined ? '' : `; did you mean \`${near}\`?`
    return `leads nowhere: there is no \`${part}\` in ${where}${hint}`
  }
  return 'is empty'
}

function peek(node: TreeNode, part: string): TreeNode | undefined {
  try {
    return lookUp(node, [part], { text: part, at: undefined })
  } catch (error) {
    if (error instanceof BuildError) return undefined
    throw error
  }
}

/** Names of what stands beside it. Values are not shown: they may be secret. */
function keysOf(node: TreeNode, part: string): readonly string[] {
  if (node.kind === 'mapping') return node.fields.map(({ key }) => key.value)
  const field = /^\[(\w+)=/.exec(part)?.[1]
  if (field !== 'name') return []
  return node.items.flatMap((item) => {
    const name = peek(item, field)
    return name?.kind === 'scalar' ? [`[name=${name.value}]`] : []
  })
}
