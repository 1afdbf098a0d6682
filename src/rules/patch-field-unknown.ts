import { distance } from 'fastest-levenshtein'
import type { BuiltObject } from '../kustomize/build/built-object.ts'
import { knownFieldsAt } from '../kustomize/schema/list-known-fields.ts'
import { chainOf } from '../kustomize/tree/chain-of.ts'
import { getField } from '../kustomize/tree/get-field.ts'
import type { TreeNode } from '../kustomize/tree/tree-node.ts'
import { clustersOfBuilds } from '../model/queries/clusters-of-builds.ts'
import { listMergePatches } from './builds/list-merge-patches.ts'
import { defineRule } from './define-rule.ts'

export default defineRule({
  id: 'patch-field-unknown',
  severity: 'warning',
  summary: 'No strategic merge patch misspells a field of a type that Kubernetes defines.',
  why: 'kustomize adds any field that a patch names. The API server drops one that it does not know, or refuses the object, so that what the patch was written for stays as it is.',
  fix: 'Correct the name of the field.',
  messages: {
    near: '`{field}` is no field of {where}; did you mean `{near}`?',
  },
  create: ({ repository, report }) => ({
    Repository() {
      for (const { root, objects, builds } of listMergePatches(repository)) {
        for (const { key, near, path, type } of listMisspelt(root, objects)) {
          const at = key.step?.at
          if (at === undefined || repository.files.get(at.file)?.isIgnored !== false) continue
          report({
            message: 'near',
            data: {
              field: key.value,
              near,
              where: path.length === 0 ? `a ${type}` : `\`${format(path)}\` of a ${type}`,
            },
            at,
            pointer: `${type}#${format([...path, key.value])}`,
            clusters: clustersOfBuilds(repository, builds),
          })
        }
      }
    },
  }),
})

interface Misspelt {
  readonly key: TreeNode
  readonly near: string
  readonly path: readonly (string | number)[]
  readonly type: string
}

function listMisspelt(root: TreeNode, objects: readonly BuiltObject[]): readonly Misspelt[] {
  const [object] = objects
  const type = object?.id.kind
  const apiVersion = object === undefined ? undefined : getField(object.root, 'apiVersion')?.value
  if (type === undefined || apiVersion === undefined) return []
  const found: Misspelt[] = []
  const visit = (node: TreeNode, path: readonly (string | number)[]): void => {
    for (const [index, item] of node.items.entries()) visit(item, [...path, index])
    if (node.kind !== 'mapping' || node.fields.length === 0) return
    const known = knownFieldsAt(apiVersion, type, path)
    const written = new Set(node.fields.map(({ key }) => key.value))
    for (const { key, value } of node.fields) {
      if (known === undefined || known.includes(key.value) || key.value.startsWith('$'))
        visit(value, [...path, key.value])
      else {
        const near = findNear(key.value, known)
        if (near !== undefined && !written.has(near) && !isOwn(key.value, value, objects)) {
          found.push({ key, near, path, type })
        }
      }
    }
  }
  visit(root, [])
  return found
}

/** A slip of the pen: one letter in short names, two in longer ones, letter case aside. */
function findNear(name: string, known: readonly string[]): string | undefined {
  const limit = name.length <= 5 ? 1 : 2
  return known
    .map((field) => ({ field, far: distance(name.toLowerCase(), field.toLowerCase()) }))
    .filter(({ far }) => far <= limit)
    .sort((a, b) => a.far - b.far)[0]?.field
}

/** Whether an object has the field from elsewhere than the patch, so that it is known where it came from. */
function isOwn(name: string, value: TreeNode, objects: readonly BuiltObject[]): boolean {
  const file = value.step?.at?.file
  const has = (node: TreeNode): boolean =>
    node.items.some(has) ||
    node.fields.some(({ key, value }) => {
      if (key.value !== name) return has(value)
      const [first] = chainOf(value.step)
      return first?.at !== undefined && (first.at.file !== file || first.cause === 'resource')
    })
  return objects.some(({ root }) => has(root))
}

function format(path: readonly (string | number)[]): string {
  return path
    .map((step) => (typeof step === 'number' ? '[]' : `.${step}`))
    .join('')
    .replace(/^\./, '')
}
