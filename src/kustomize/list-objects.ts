import type { Node } from 'yaml'
import type { RepoPath } from '../source/repo-path.ts'
import { itemsOf } from '../yaml/items-of.ts'
import { nodeAt } from '../yaml/node-at.ts'
import { textOf } from '../yaml/text-of.ts'
import type { YamlDocument } from '../yaml/yaml-document.ts'
import type { KubernetesObject } from './kubernetes-object.ts'

/**
 * The Kubernetes objects in a file's documents: those with a string apiVersion and kind. A kind that ends in `List`
 * and has items stands for its items, as in kustomize (resource/factory.go).
 */
export function listObjects(file: RepoPath, documents: readonly YamlDocument[]): readonly KubernetesObject[] {
  const objects: KubernetesObject[] = []
  const add = (document: YamlDocument, root: Node | undefined, depth: number): void => {
    if (root === undefined || depth > 4) return
    const kind = textOf(nodeAt(document, root, ['kind']))
    if (kind?.endsWith('List')) {
      const items = itemsOf(document, nodeAt(document, root, ['items']))
      if (items.length > 0) {
        for (const item of items) add(document, item, depth + 1)
        return
      }
    }
    const apiVersion = textOf(nodeAt(document, root, ['apiVersion']))
    if (kind === undefined || apiVersion === undefined) return
    objects.push({
      file,
      document,
      root,
      apiVersion,
      group: apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '',
      kind,
      name: textOf(nodeAt(document, root, ['metadata', 'name'])),
      namespace: textOf(nodeAt(document, root, ['metadata', 'namespace'])),
    })
  }
  for (const document of documents) add(document, document.root, 0)
  return objects
}
