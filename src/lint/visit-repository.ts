import { isChartTemplate } from '../model/queries/is-chart-template.ts'
import type { Repository } from '../model/repository.ts'
import type { Visitor } from '../rules/rule.ts'

/** Walks the model once and shows each part to all visitors. Ignored files are not shown, nor what stands in them. */
export function visitRepository(repository: Repository, visitors: readonly Visitor[]): void {
  const judged = [...repository.files.values()].filter((file) => !file.isIgnored)
  const isJudged = (path: string): boolean =>
    repository.files.get(path)?.isIgnored === false && !isChartTemplate(repository, path)
  const ofFiles = select(visitors, 'File')
  const ofYamlFiles = select(visitors, 'YamlFile')
  const ofObjects = select(visitors, 'Object')
  for (const file of judged) {
    for (const visitor of ofFiles) visitor.File(file)
    if (!file.isYaml || isChartTemplate(repository, file.path)) continue
    for (const visitor of ofYamlFiles) visitor.YamlFile(file)
    for (const object of file.objects) for (const visitor of ofObjects) visitor.Object(object)
  }
  const ofKustomizations = select(visitors, 'KustomizationFile')
  for (const kustomization of repository.kustomizations.values()) {
    if (isJudged(kustomization.path)) for (const visitor of ofKustomizations) visitor.KustomizationFile(kustomization)
  }
  const ofReferences = select(visitors, 'Reference')
  for (const [path, references] of repository.references) {
    if (!isJudged(path)) continue
    for (const reference of references) for (const visitor of ofReferences) visitor.Reference(reference)
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

/** The visitors that have a method. There are thousands of files and references, and few rules want to see each. */
function select<Name extends keyof Visitor>(
  visitors: readonly Visitor[],
  name: Name,
): readonly (Visitor & Required<Pick<Visitor, Name>>)[] {
  return visitors.filter((one): one is Visitor & Required<Pick<Visitor, Name>> => one[name] !== undefined)
}
