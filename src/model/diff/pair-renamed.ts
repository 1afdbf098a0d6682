import type { AppliedObject } from '../closure/applied-kustomization.ts'
import type { KustomizationPair } from './cluster-diff.ts'
import { firstName } from './first-name.ts'

/** An object with the Flux Kustomization that it belongs to. */
export interface OwnedObject {
  readonly object: AppliedObject
  readonly owner: KustomizationPair
}

/**
 * Of objects that are gone and objects that are new those that are one in the repository: applied by the same Flux
 * Kustomization, of the same kind, and with a name that is written in the same file, or generated from the same one.
 * Names that fit several are not paired.
 */
export function pairRenamed(
  gone: readonly OwnedObject[],
  added: readonly OwnedObject[],
): ReadonlyMap<AppliedObject, AppliedObject> {
  const pairs = new Map<AppliedObject, AppliedObject>()
  const paired = new Set<AppliedObject>()
  for (const origin of [originInFile, originOfName]) {
    const before = groupBy(gone, origin, (object) => pairs.has(object))
    const after = groupBy(added, origin, (object) => paired.has(object))
    for (const [key, [old, ...others]] of before) {
      const [now, ...more] = after.get(key) ?? []
      if (old === undefined || now === undefined || others.length + more.length > 0) continue
      pairs.set(old, now)
      paired.add(now)
    }
  }
  return pairs
}

function groupBy(
  objects: readonly OwnedObject[],
  origin: (one: OwnedObject) => string,
  isDone: (object: AppliedObject) => boolean,
): ReadonlyMap<string, readonly AppliedObject[]> {
  const groups = new Map<string, AppliedObject[]>()
  for (const one of objects) {
    if (isDone(one.object)) continue
    const key = origin(one)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one.object])
    else group.push(one.object)
  }
  return groups
}

function originInFile(one: OwnedObject): string {
  const { file, name } = firstName(one.object)
  return JSON.stringify([one.owner.name, one.object.id.group, one.object.id.kind, file, name])
}

/** For what has moved to another file. */
function originOfName(one: OwnedObject): string {
  const { name } = firstName(one.object)
  return JSON.stringify([one.owner.name, one.object.id.group, one.object.id.kind, '', name])
}
