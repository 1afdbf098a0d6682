import type { KubernetesObject } from '../kustomize/kubernetes-object.ts'
import { nodeAt } from '../yaml/node-at.ts'
import { textOf } from '../yaml/text-of.ts'
import type { FluxSource } from './flux-source.ts'

const kinds = new Set(['GitRepository', 'OCIRepository', 'Bucket', 'HelmRepository'])

/** Reads a Flux source; undefined for every other object. */
export function readFluxSource(object: KubernetesObject): FluxSource | undefined {
  if (object.group !== 'source.toolkit.fluxcd.io' || !kinds.has(object.kind) || object.name === undefined)
    return undefined
  const text = (path: readonly string[]): string | undefined => textOf(nodeAt(object.document, object.root, path))
  return {
    object,
    kind: object.kind,
    name: object.name,
    url: text(['spec', 'url']) ?? text(['spec', 'endpoint']),
    branch: text(['spec', 'ref', 'branch']),
  }
}
