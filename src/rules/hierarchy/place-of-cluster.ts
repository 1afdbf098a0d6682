import type { KustomizationFile } from '../../kustomize/kustomization-file.ts'
import type { Cluster } from '../../model/cluster.ts'
import type { Repository } from '../../model/repository.ts'
import { isWithin } from '../../source/is-within.ts'
import type { Location } from '../../source/location.ts'
import { entriesOf } from '../../yaml/entries-of.ts'
import { spanOf } from '../../yaml/span-of.ts'

/**
 * Where to say what a cluster lacks: at the `resources` of its kustomization file, or, where Flux generates that file,
 * at the `spec.path` that names the directory. Undefined where the place is not judged.
 */
export function placeOfCluster(cluster: Cluster, repository: Repository): Location | undefined {
  const place = cluster.root.origin === 'file' ? placeOfResources(cluster.root) : placeOfPath(cluster, repository)
  return place === undefined || repository.files.get(place.file)?.isIgnored ? undefined : place
}

/** The key `resources` of a kustomization file, or its first key. */
export function placeOfResources({ path, document, root }: KustomizationFile): Location {
  const entries = document === undefined ? [] : entriesOf(document, root)
  const entry = entries.find(({ key }) => key.toLowerCase() === 'resources') ?? entries[0]
  return entry === undefined ? { file: path, start: 0, end: 0 } : { file: path, ...spanOf(entry.keyNode) }
}

function placeOfPath({ directory }: Cluster, { fluxKustomizations, files }: Repository): Location | undefined {
  const applied = fluxKustomizations.flatMap(({ path }) =>
    path?.target.kind === 'kustomization' && path.target.file.directory === directory ? [path.at] : [],
  )
  const own = applied.find(({ file }) => isWithin(file, directory)) ?? applied[0]
  if (own !== undefined) return own
  const below = [...files.values()].filter(({ path }) => isWithin(path, directory))
  const first = below.find(({ isYaml }) => isYaml) ?? below[0]
  return first === undefined ? undefined : { file: first.path, start: 0, end: 0 }
}
