import type { AppliedObject } from '../closure/applied-kustomization.ts'
import { describeObject } from './object-key.ts'

/** `Deployment/web in shop and Service/web in shop`, or how many there are where a sentence could not hold them. */
export function listNames(objects: readonly Pick<AppliedObject, 'id'>[]): string {
  const names = objects.map(describeObject)
  if (names.length > 3) return `${names.length} objects`
  const [last = ''] = names.slice(-1)
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}

/** `an object`, `3 objects`. */
export function countObjects(count: number): string {
  return count === 1 ? 'an object' : `${count} objects`
}
