import type { AppliedKustomization } from '../closure/applied-kustomization.ts'

/** A Flux Kustomization with those that apply it, the root of the cluster first. */
export function listOwners(last: AppliedKustomization): readonly AppliedKustomization[] {
  const owners: AppliedKustomization[] = []
  for (let one: AppliedKustomization | undefined = last; one !== undefined; one = one.owner) owners.push(one)
  return owners.reverse()
}
