import type { Node } from 'yaml'
import { listObjects } from '../kustomize/list-objects.ts'
import { itemsOf } from '../yaml/items-of.ts'
import { nodeAt } from '../yaml/node-at.ts'
import { parseYaml } from '../yaml/parse-yaml.ts'
import { textOf } from '../yaml/text-of.ts'
import type { YamlDocument } from '../yaml/yaml-document.ts'

/** Whether a patch changes `spec.path` of Flux Kustomizations, so that the path in the file is not the one applied. */
export function setsSpecPath(patch: string): boolean {
  if (!patch.includes('path')) return false
  const documents = parseYaml(patch)
  return (
    documents.some((document) =>
      itemsOf(document, document.root).some((operation) => isPathOperation(document, operation)),
    ) ||
    listObjects('', documents).some(
      (object) =>
        object.kind === 'Kustomization' && nodeAt(object.document, object.root, ['spec', 'path']) !== undefined,
    )
  )
}

function isPathOperation(document: YamlDocument, operation: Node): boolean {
  return textOf(nodeAt(document, operation, ['path'])) === '/spec/path'
}
