import { isChartTemplate } from '../../model/queries/is-chart-template.ts'
import { isReached } from '../../model/queries/is-reached.ts'
import type { Repository } from '../../model/repository.ts'
import type { SourceFile } from '../../model/source-file.ts'

/**
 * Whether a kustomization file is a template that is still to be rendered: it belongs to a Helm chart, or it has the
 * marks of a template and no cluster loads it.
 */
export function isUnrendered(file: SourceFile, repository: Repository): boolean {
  return isChartTemplate(repository, file.path) || (/\{\{|\{%|<%/.test(file.text) && !isReached(repository, file.path))
}
