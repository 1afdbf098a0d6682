import type { AppliedKustomization } from '../../model/closure/applied-kustomization.ts'

/** Two Flux Kustomizations by name; with their namespaces where these are not the same. */
export function nameOwners(a: AppliedKustomization, b: AppliedKustomization): readonly [string, string] {
  if (a.namespace === b.namespace) return [a.name, b.name]
  return [`${a.namespace}/${a.name}`, `${b.namespace}/${b.name}`]
}
