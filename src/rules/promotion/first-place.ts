import type { EnvironmentFile } from '../../model/change/environment-change.ts'
import type { Location } from '../../source/location.ts'

/** The first change that still stands somewhere; a deleted file is only named. */
export function firstPlace(
  files: readonly EnvironmentFile[],
  placeOf: (file: EnvironmentFile) => Location | undefined,
): Location {
  const found = files.map(placeOf).find((place) => place !== undefined)
  return found ?? { file: files[0]?.path ?? '', start: 0, end: 0 }
}
