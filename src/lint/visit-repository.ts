import { isChartTemplate } from '../model/queries/is-chart-template.ts'
import type { Repository } from '../model/repository.ts'
import type { Visitor } from '../rules/rule.ts'

/** Walks the model once and shows each part to all visitors. Ignored files are not shown, nor what stands in them. */
export function visitRepository(repository: Repository, visitors: readonly Visitor[]): void {
  const judged = [...repository.files.values()].filter((file) => !file.isIgnored)
  const isJudged = (path: string): boolean =>
    repository.files.get(path)?.isIgnored === false && !isChartTemplate(repository, path)
  for (const file of judged) {
    for (const visitor of visitors) visitor.File?.(file)
    if (!file.isYaml || isChartTemplate(repository, file.path)) continue
    for (const visitor of visitors) visitor.YamlFile?.(file)
    for (const object of file.objects) for (const visitor of visitors) visitor.Object?.(object)
  }
  for (const kustomization of repository.kustomizations.values()) {
    if (isJudged(kustomization.path)) for (const visitor of visitors) visitor.KustomizationFile?.(kustomization)
  }
  for (const [path, references] of repository.references) {
    if (!isJudged(path)) continue
    for (const reference of references) for (const visitor of visitors) visitor.Reference?.(reference)
  }
  for (const one of repository.fluxKustomizations) {
    if (isJudged(one.object.file)) for (const visitor of visitors) visitor.FluxKustomization?.(one)
  }
  for (const cluster of repository.clusters) {
    const closure = repository.closures.get(cluster.name)
    if (closure !== undefined) for (const visitor of visitors) visitor.Cluster?.(cluster, closure)
  }
  for (const visitor of visitors) visitor.Repository?.(repository)
}
