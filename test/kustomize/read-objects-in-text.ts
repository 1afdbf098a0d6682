import type { Resource } from '../../src/kustomize/resource/resource.ts'
import { createOpenApi } from '../../src/kustomize/schema/create-open-api.ts'
import { createMapping } from '../../src/kustomize/tree/create-node.ts'
import { readNode } from '../../src/kustomize/tree/read-node.ts'
import type { TreeNode } from '../../src/kustomize/tree/tree-node.ts'
import { parseYaml } from '../../src/yaml/parse-yaml.ts'
import { resolveScalar } from '../../src/yaml/resolve-scalar.ts'

/** The documents of a YAML text as trees. */
export function readTrees(text: string, file = 'file.yaml'): TreeNode[] {
  return parseYaml(text).map((document) =>
    document.root === undefined ? createMapping(undefined) : readNode(document, document.root, file, 'resource'),
  )
}

/** The first document of a YAML text. */
export function readTree(text: string, file = 'file.yaml'): TreeNode {
  return readTrees(text, file)[0] ?? createMapping(undefined)
}

/** The objects in a YAML text. */
export function readResources(text: string): Resource[] {
  const openApi = createOpenApi()
  return readTrees(text, 'objects.yaml').map((root) => ({ root, variables: [], openApi }))
}

/** What a tree says, as plain data; quoted texts are texts whatever their tag. */
export function toData(node: TreeNode): unknown {
  if (node.kind === 'sequence') return node.items.map(toData)
  if (node.kind === 'mapping') {
    return Object.fromEntries(node.fields.map(({ key, value }) => [key.value, toData(value)]))
  }
  if (node.style !== 'plain' && node.tag !== '!!null') return node.value
  const tag = node.tag === '' ? resolveScalar(node.value).tag : node.tag
  if (tag === '!!null') return null
  if (tag === '!!bool') return node.value === 'true'
  return tag === '!!int' || tag === '!!float' ? Number(node.value) : node.value
}

/** The objects as data, without what a build notes down in their annotations. */
export function toObjects(resources: readonly Resource[]): unknown[] {
  return resources.map(({ root }) => withoutNotes(toData(root)))
}

function withoutNotes(object: unknown): unknown {
  const { metadata, ...rest } = object as { metadata?: { annotations?: Record<string, string> } }
  const { annotations, ...others } = metadata ?? {}
  const kept = Object.entries(annotations ?? {}).filter(([key]) => !key.startsWith('internal.config.kubernetes.io/'))
  return { ...rest, metadata: { ...others, ...(kept.length > 0 && { annotations: Object.fromEntries(kept) }) } }
}
