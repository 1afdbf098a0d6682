import type { BuiltObject } from '../kustomize/build/built-object.ts'
import { toPrintable } from './to-printable.ts'

/** `Deployment/web in shop`. */
export function nameObject({ id }: Pick<BuiltObject, 'id'>): string {
  return toPrintable(`${id.kind}/${id.name}${id.namespace === '' ? '' : ` in ${id.namespace}`}`)
}
