import { isScalar, type Node } from 'yaml'
import { BuildError } from '../kustomize/build-error.ts'
import type { KubernetesObject } from '../kustomize/kubernetes-object.ts'
import { readNode } from '../kustomize/tree/read-node.ts'
import { hasVariable } from '../source/has-variable.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { innerSpanOf } from '../yaml/inner-span-of.ts'
import { itemsOf } from '../yaml/items-of.ts'
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
  const add = (document: YamlDocument, spec: Node | undefined, namespace = 'flux-system'): void => {
    const sync = nodeAt(document, spec, ['sync'])
    const node = nodeAt(document, sync, ['path'])
    const path = textOf(node)
    if (path === undefined || !isScalar(node)) return
    const kind = textOf(nodeAt(document, sync, ['kind'])) ?? 'GitRepository'
    const pathAt = { file, ...innerSpanOf(document, node) }
    found.push({
      name: textOf(nodeAt(document, sync, ['name'])) ?? namespace,
      namespace,
      path,
      pathAt,
      kind,
      file,
      url: textOf(nodeAt(document, sync, ['url'])),
      branch: readBranch(file, document, sync),
      patches: readPatches(file, document, spec),
    })
  }
  for (const object of objects) {
    const at = (path: readonly string[]): Node | undefined => nodeAt(object.document, object.root, path)
    if (object.kind === 'FluxInstance' && object.group === 'fluxcd.controlplane.io')
      add(object.document, at(['spec']), object.namespace)
    if (object.kind === 'HelmRelease') add(object.document, at(['spec', 'values', 'instance']), object.namespace)
  }
  if (objects.length === 0) {
    for (const document of documents) add(document, nodeAt(document, document.root, ['instance']))
  }
  return found
}

/** In Git `ref` is a full reference, `refs/heads/main`; in an OCI registry it is a tag. A variable is no name. */
function readBranch(file: RepoPath, document: YamlDocument, sync: Node | undefined): FluxInstance['branch'] {
  const node = nodeAt(document, sync, ['ref'])
  const ref = textOf(node)
  const kind = textOf(nodeAt(document, sync, ['kind'])) ?? 'GitRepository'
  if (node === undefined || ref === undefined || kind !== 'GitRepository' || hasVariable(ref)) return undefined
  const name = ref.replace(/^refs\/heads\//, '')
  return name.startsWith('refs/') ? undefined : { name, at: { file, ...spanOf(node) } }
}

/** None where they cannot be read, which is told as a mistake of YAML. */
function readPatches(file: RepoPath, document: YamlDocument, spec: Node | undefined): FluxInstance['patches'] {
  const patches = itemsOf(document, nodeAt(document, spec, ['kustomize', 'patches']))
  try {
    return patches.map((patch) => readNode(document, patch, file, 'resource'))
  } catch (error) {
    if (error instanceof BuildError) return []
    throw error
  }
}
