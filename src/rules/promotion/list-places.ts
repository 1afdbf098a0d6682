import type { EnvironmentFile } from '../../model/change/environment-change.ts'
import type { RelatedLocation } from '../../source/diagnostic.ts'
import type { Location } from '../../source/location.ts'

/** How many places of one kind are shown beside a finding. */
const maximumPlaces = 5

/** Where else to look, the finding's own place left out. */
export function listPlaces(
  files: readonly EnvironmentFile[],
  placeOf: (file: EnvironmentFile) => Location | undefined,
  { message, besides }: { readonly message: string; readonly besides: Location },
): readonly RelatedLocation[] {
  return files
    .flatMap((file) => placeOf(file) ?? [])
    .filter((at) => at.file !== besides.file || at.start !== besides.start)
    .slice(0, maximumPlaces)
    .map((at) => ({ message, at }))
}
