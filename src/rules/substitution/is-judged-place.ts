import { isChartTemplate } from '../../model/queries/is-chart-template.ts'
import type { Repository } from '../../model/repository.ts'
import type { Location } from '../../source/location.ts'

/** Whether findings may be reported at a place: in a file of the repository that is not ignored, and no template. */
export function isJudgedPlace(repository: Repository, at: Location | undefined): at is Location {
  return at !== undefined && repository.files.get(at.file)?.isIgnored === false && !isChartTemplate(repository, at.file)
}
