import type { Reference } from '../../kustomize/reference.ts'
import type { Location } from '../../source/location.ts'
import type { Repository } from '../repository.ts'

/** The references that are written inside of a place. Found by halving: a file may have thousands. */
export function referencesAt({ references }: Pick<Repository, 'references'>, at: Location): readonly Reference[] {
  const all = references.get(at.file) ?? []
  let low = 0
  let high = all.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((all[middle]?.at.start ?? 0) < at.start) low = middle + 1
    else high = middle
  }
  const found: Reference[] = []
  for (let index = low; index < all.length; index += 1) {
    const reference = all[index]
    if (reference === undefined || reference.at.start > at.end) break
    if (reference.at.end <= at.end) found.push(reference)
  }
  return found
}
