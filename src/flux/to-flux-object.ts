import type { BuiltObject } from '../kustomize/build/built-object.ts'
import type { FluxObject } from './flux-object.ts'

/** A built object as one of Flux. */
export function toFluxObject({ id, root }: BuiltObject): FluxObject {
  const { group, kind, name, namespace } = id
  return { group, kind, name, namespace: namespace === '' ? undefined : namespace, root }
}
