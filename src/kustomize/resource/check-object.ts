import { BuildError } from '../build-error.ts'
import { getField } from '../tree/get-field.ts'
import { isEmptyNode } from '../tree/is-empty-node.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/** Throws a BuildError where an object lacks its kind or name (kyaml's GetValidatedMetadata). */
export function checkObject(root: TreeNode): void {
  const first = root.fields[0]?.key.step?.at
  if (root.kind !== 'mapping') {
    const found = root.kind === 'sequence' ? 'a list' : 'a text'
    const message = `an object must be a map with \`kind\` and \`metadata\`; found ${found}`
    throw new BuildError({ code: 'missing-kind', message, at: root.step?.at })
  }
  const kind = textOf(getField(root, 'kind'))
  if (kind === '') throw new BuildError({ code: 'missing-kind', message: 'an object has no `kind`', at: first })
  if (kind.endsWith('List')) return
  const metadata = getField(root, 'metadata')
  if (textOf(getField(metadata, 'name')) !== '') return
  const keyNode = root.fields.find(({ key }) => key.value === 'metadata')?.key
  const isGenerated = textOf(getField(metadata, 'generateName')) !== ''
  throw new BuildError({
    code: 'missing-name',
    message: `a ${kind} has no \`metadata.name\`${isGenerated ? '; kustomize knows no `generateName`' : ''}`,
    at: (keyNode ?? getField(root, 'kind'))?.step?.at ?? first,
  })
}

function textOf(node: TreeNode | undefined): string {
  return node === undefined || isEmptyNode(node) ? '' : node.value
}
