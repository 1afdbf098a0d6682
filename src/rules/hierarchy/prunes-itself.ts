import type { Cluster } from '../../model/cluster.ts'
import type { Repository } from '../../model/repository.ts'
import { isWithin } from '../../source/is-within.ts'
import { nodeAt } from '../../yaml/node-at.ts'
import { textOf } from '../../yaml/text-of.ts'

/** Whether the Flux Kustomization in a cluster's flux-system directory applies the cluster with `prune: true`. */
export function prunesItself({ directory, fluxSystem }: Cluster, { fluxKustomizations }: Repository): boolean {
  return fluxKustomizations.some(({ object, path }) => {
    const applied = path?.target.kind === 'kustomization' ? path.target.file.directory : undefined
    const prune = textOf(nodeAt(object.document, object.root, ['spec', 'prune']))
    return prune === 'true' && applied === directory && isWithin(object.file, fluxSystem ?? directory)
  })
}
