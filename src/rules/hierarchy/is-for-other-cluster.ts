import type { Reference } from '../../kustomize/reference.ts'
import type { Repository } from '../../model/repository.ts'
import { nodeAt } from '../../yaml/node-at.ts'

/** The paths of Flux Kustomizations that apply to other clusters. Every cluster asks for them. */
const pathsElsewhere = new WeakMap<Repository, ReadonlySet<string>>()

/** Whether a reference is the path of a Flux Kustomization that applies to another cluster, by `spec.kubeConfig`. */
export function isForOtherCluster(reference: Reference, repository: Repository): boolean {
  if (reference.field !== 'spec.path') return false
  const known = pathsElsewhere.get(repository) ?? listPathsElsewhere(repository)
  pathsElsewhere.set(repository, known)
  return known.has(keyOf(reference))
}

function listPathsElsewhere({ fluxKustomizations }: Repository): ReadonlySet<string> {
  const elsewhere = fluxKustomizations.filter(
    ({ object }) => nodeAt(object.document, object.root, ['spec', 'kubeConfig']) !== undefined,
  )
  return new Set(elsewhere.flatMap(({ path }) => (path === undefined ? [] : [keyOf(path)])))
}

function keyOf({ at }: Reference): string {
  return `${at.file}:${at.start}`
}
