import { readFluxInstances } from '../../flux/read-flux-instances.ts'
import type { Closure } from '../../model/closure.ts'
import { isChartTemplate } from '../../model/queries/is-chart-template.ts'
import type { Repository } from '../../model/repository.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { resolveRepoPath } from '../../source/resolve-repo-path.ts'

/** Whether the Flux Operator installs a cluster's Flux: it then keeps Flux and its sync, and no file in Git does. */
export function hasFluxInstance({ cluster, files }: Closure, repository: Repository): boolean {
  if (cluster.foundBy === 'flux-instance') return true
  const isInstance = ({ path, documents, objects }: SourceFile): boolean =>
    (files.has(path) && objects.some(({ kind }) => kind === 'FluxInstance')) ||
    readFluxInstances(path, documents, objects).some(
      (instance) => files.has(path) || resolveRepoPath('', instance.path) === cluster.directory,
    )
  return [...repository.files.values()].some(
    (file) => file.isYaml && !isChartTemplate(repository, file.path) && isInstance(file),
  )
}
