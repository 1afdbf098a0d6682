import type { FluxInstance } from '../../flux/flux-instance.ts'
import { readFluxInstances } from '../../flux/read-flux-instances.ts'
import type { Closure } from '../../model/closure/closure.ts'
import { isChartTemplate } from '../../model/queries/is-chart-template.ts'
import type { Repository } from '../../model/repository.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { resolveRepoPath } from '../../source/resolve-repo-path.ts'

interface InstanceFile {
  readonly path: RepoPath
  readonly instances: readonly FluxInstance[]
}

/** The files that hold a FluxInstance or something that makes one. Every cluster asks for them. */
const instanceFiles = new WeakMap<Repository, readonly InstanceFile[]>()

/** Whether the Flux Operator installs a cluster's Flux: it then keeps Flux and its sync, and no file in Git does. */
export function hasFluxInstance({ cluster, files }: Closure, repository: Repository): boolean {
  if (cluster.foundBy === 'flux-instance') return true
  const known = instanceFiles.get(repository) ?? listInstanceFiles(repository)
  instanceFiles.set(repository, known)
  return known.some(
    ({ path, instances }) =>
      files.has(path) || instances.some((instance) => resolveRepoPath('', instance.path) === cluster.directory),
  )
}

function listInstanceFiles(repository: Repository): readonly InstanceFile[] {
  return [...repository.files.values()].flatMap((file) => {
    const { path, isYaml } = file
    if (!isYaml || isChartTemplate(repository, path)) return []
    const instances = readFluxInstances(path, file.documents, file.objects)
    return instances.length > 0 || file.objects.some(({ kind }) => kind === 'FluxInstance') ? [{ path, instances }] : []
  })
}
