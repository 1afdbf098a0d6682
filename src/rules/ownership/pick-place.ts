import type { Repository } from '../../model/repository.ts'
import type { Location } from '../../source/location.ts'

/** The first place in a file that is judged: not one of another checkout, nor one that the configuration ignores. */
export function pickPlace({ files }: Repository, ...places: readonly (Location | undefined)[]): Location | undefined {
  return places.find((at) => at !== undefined && files.get(at.file)?.isIgnored === false)
}
