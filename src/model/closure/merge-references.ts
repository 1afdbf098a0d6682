import type { FluxKustomization } from '../../flux/flux-kustomization.ts'
import type { Reference } from '../../kustomize/reference.ts'
import type { Target } from '../../kustomize/target.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { Step } from '../../kustomize/tree/step.ts'
import type { Location } from '../../source/location.ts'
import type { AppliedKustomization } from './applied-kustomization.ts'
import type { Closure } from './closure.ts'

/**
 * References of several clusters: one that is written once and leads to the same place in all of them is one, with the
 * names of its clusters.
 */
export function mergeReferences(clusters: readonly Closure[]): readonly Reference[] {
  const merged = new Map<string, { readonly reference: Reference; readonly names: Set<string> }>()
  for (const { cluster, fluxReferences } of clusters) {
    for (const reference of fluxReferences) {
      const { at, field, text, target } = reference
      const key = JSON.stringify([at.file, at.start, field, text, placeOf(target)])
      const known = merged.get(key)
      if (known === undefined) merged.set(key, { reference, names: new Set([cluster.name]) })
      else known.names.add(cluster.name)
    }
  }
  return [...merged.values()].map(({ reference, names }) => ({ clusters: [...names].sort(), ...reference }))
}

function placeOf(target: Target): string {
  if (target.kind === 'kustomization') return `${target.kind} ${target.file.directory}`
  return JSON.stringify(target)
}

/** Flux Kustomizations as written, with the paths that clusters render where they have them. */
export function updateFluxKustomizations(
  written: readonly FluxKustomization[],
  clusters: readonly Closure[],
): readonly FluxKustomization[] {
  const rendered = new Map<string, AppliedKustomization>()
  for (const { applied } of clusters) {
    for (const one of applied) {
      const origin = originOf(getNode(one.object?.root, ['metadata', 'name'])?.step)
      if (origin !== undefined && !rendered.has(keyOf(origin))) rendered.set(keyOf(origin), one)
    }
  }
  return written.map((one) => {
    const found = one.at === undefined ? undefined : rendered.get(keyOf(one.at))
    return found === undefined ? one : { ...one, path: found.path, components: found.components }
  })
}

/** Where a value was first written. */
function originOf(step: Step | undefined): Location | undefined {
  let first = step
  while (first?.before !== undefined) first = first.before
  return first?.at
}

function keyOf({ file, start }: Location): string {
  return `${file}:${start}`
}
