import { readText } from '../../flux/read-text.ts'
import type { AppliedKustomization, AppliedObject } from '../../model/closure/applied-kustomization.ts'
import type { Closure } from '../../model/closure/closure.ts'
import { hasControl, isLeftAlone } from '../../model/diff/object-control.ts'
import { listCustomSchemas } from '../../model/queries/list-custom-schemas.ts'
import type { Repository } from '../../model/repository.ts'
import { hasVariable } from '../../source/has-variable.ts'
import { isClusterScoped } from '../namespaces/is-cluster-scoped.ts'

/** One object that two Flux Kustomizations apply. */
export interface SharedObject {
  readonly first: AppliedObject
  readonly second: AppliedObject
  /** Whether it certainly lives in no namespace, so that what namespace it was given says nothing. */
  readonly isClusterScoped: boolean
}

/** Two Flux Kustomizations with the objects that both of them apply to the same cluster; at least one. */
export interface SharedObjects {
  readonly first: AppliedKustomization
  readonly second: AppliedKustomization
  readonly objects: readonly SharedObject[]
}

/**
 * Objects with several owners, by pairs of owners: the first owner of an object with each later one. Objects are the same
 * by group, kind, namespace and name, not by version (the ids of Flux's inventory). Left out is what is not certain, what
 * Flux is told to leave alone, and what two suspended owners have in common.
 */
export function listSharedObjects(closure: Closure, repository: Repository): readonly SharedObjects[] {
  const shared = known.get(closure) ?? findSharedObjects(closure, repository)
  known.set(closure, shared)
  return shared
}

const known = new WeakMap<Closure, readonly SharedObjects[]>()

function findSharedObjects(closure: Closure, repository: Repository): readonly SharedObjects[] {
  const schemas = listCustomSchemas(closure, repository)
  const firsts = new Map<string, AppliedObject>()
  const pairs = new Map<AppliedKustomization, Map<AppliedKustomization, SharedObject[]>>()
  const repeated = listRepeatedNames(closure)
  for (const owner of closure.applied) {
    const cluster = targetOf(owner)
    if (cluster === undefined) continue
    for (const object of owner.objects) {
      if (!repeated.has(object.id.name) || !isContested(object)) continue
      const { group, kind, namespace, name } = object.id
      const isGlobal = isClusterScoped(object.id, cluster === '' ? schemas : unknown)
      const key = [cluster, group, kind, isGlobal ? '' : namespace, name].join('\0')
      const first = firsts.get(key)
      if (first === undefined) firsts.set(key, object)
      else if (!isSameKustomization(first.owner, owner))
        addTo(pairs, { first, second: object, isClusterScoped: isGlobal })
    }
  }
  return [...pairs].flatMap(([first, seconds]) =>
    [...seconds].flatMap(([second, objects]) =>
      first.isSuspended && second.isSuspended ? [] : [{ first, second, objects }],
    ),
  )
}

/** The names that two objects of a kind have: only they can be shared, and few of all are to be looked at. */
function listRepeatedNames({ applied }: Closure): ReadonlySet<string> {
  const byKind = new Map<string, Set<string>>()
  const repeated = new Set<string>()
  for (const { objects } of applied) {
    for (const { id } of objects) {
      const names = byKind.get(id.kind)
      if (names === undefined) byKind.set(id.kind, new Set([id.name]))
      else if (names.has(id.name)) repeated.add(id.name)
      else names.add(id.name)
    }
  }
  return repeated
}

/** Of another cluster the definitions are not known. */
const unknown: ReturnType<typeof listCustomSchemas> = new Map()

/** Whether Flux sets its fields again and again, and its name is known. */
function isContested({ id, root }: AppliedObject): boolean {
  const isKept = isLeftAlone(root) || hasControl(root, 'ssa', 'IfNotPresent')
  return !isKept && !hasVariable(id.name) && !hasVariable(id.namespace)
}

function addTo(
  pairs: Map<AppliedKustomization, Map<AppliedKustomization, SharedObject[]>>,
  shared: SharedObject,
): void {
  const seconds = pairs.get(shared.first.owner) ?? new Map<AppliedKustomization, SharedObject[]>()
  pairs.set(shared.first.owner, seconds)
  const known = seconds.get(shared.second.owner)
  if (known === undefined) seconds.set(shared.second.owner, [shared])
  else known.push(shared)
}

/** Which cluster it applies to: empty for its own; undefined where that, or whether it applies at all, is not known. */
function targetOf({ isCertain, remoteCluster, namespace, object }: AppliedKustomization): string | undefined {
  if (remoteCluster === undefined) return isCertain ? '' : undefined
  if (!isCertain || remoteCluster === '') return undefined
  const key = readText(object?.root, ['spec', 'kubeConfig', 'secretRef', 'key'])?.text ?? ''
  return [namespace, remoteCluster, key].join('/')
}

/** Two versions of one Flux Kustomization are one owner; that there are two is told of the object itself. */
function isSameKustomization(a: AppliedKustomization, b: AppliedKustomization): boolean {
  return a.name === b.name && a.namespace === b.namespace
}
