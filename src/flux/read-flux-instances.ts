import type { Node } from 'yaml'
import type { KubernetesObject } from '../kustomize/kubernetes-object.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { nodeAt } from '../yaml/node-at.ts'
import { spanOf } from '../yaml/span-of.ts'
import { textOf } from '../yaml/text-of.ts'
import type { YamlDocument } from '../yaml/yaml-document.ts'
import type { FluxInstance } from './flux-instance.ts'

/** A FluxInstance object, or the values of its Helm chart `flux-instance`, which people commit instead. */
export function readFluxInstances(
  file: RepoPath,
  documents: readonly YamlDocument[],
  objects: readonly KubernetesObject[],
): readonly FluxInstance[] {
  const found: FluxInstance[] = []
  const add = (document: YamlDocument, sync: Node | undefined): void => {
    const pathNode = nodeAt(document, sync, ['path'])
    const path = textOf(pathNode)
    if (path === undefined || pathNode === undefined) return
    found.push({
      path,
      at: { file, ...spanOf(pathNode) },
      url: textOf(nodeAt(document, sync, ['url'])),
      branch: textOf(nodeAt(document, sync, ['ref']))?.replace(/^refs\/heads\//, ''),
    })
  }
  for (const object of objects) {
    const at = (path: readonly string[]): Node | undefined => nodeAt(object.document, object.root, path)
    if (object.kind === 'FluxInstance' && object.group === 'fluxcd.controlplane.io')
      add(object.document, at(['spec', 'sync']))
    if (object.kind === 'HelmRelease') add(object.document, at(['spec', 'values', 'instance', 'sync']))
  }
  if (objects.length === 0) {
    for (const document of documents) add(document, nodeAt(document, document.root, ['instance', 'sync']))
  }
  return found
}
