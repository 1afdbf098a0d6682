import { getNode } from '../kustomize/tree/get-node.ts'
import type { FluxObject } from './flux-object.ts'
import type { FluxSource } from './flux-source.ts'
import { readText } from './read-text.ts'

const kinds = new Set(['GitRepository', 'OCIRepository', 'Bucket', 'HelmRepository'])

/** Reads a Flux source; undefined for every other object. */
export function readFluxSource({ group, kind, name, namespace, root }: FluxObject): FluxSource | undefined {
  if (group !== 'source.toolkit.fluxcd.io' || !kinds.has(kind) || name === undefined) return undefined
  const sparse = getNode(root, ['spec', 'sparseCheckout'])?.items.map((item) => item.value) ?? []
  return {
    kind,
    name,
    namespace,
    at: getNode(root, ['metadata', 'name'])?.step?.at ?? root.step?.at,
    url: (readText(root, ['spec', 'url']) ?? readText(root, ['spec', 'endpoint']))?.text,
    branch: readText(root, ['spec', 'ref', 'branch']),
    isPinned: ['name', 'semver', 'tag', 'commit'].some((field) => readText(root, ['spec', 'ref', field]) !== undefined),
    ignore: readText(root, ['spec', 'ignore']),
    sparseCheckout: sparse.length === 0 ? undefined : sparse,
    hasIncludes: (getNode(root, ['spec', 'include'])?.items.length ?? 0) > 0,
  }
}
