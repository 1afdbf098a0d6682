import { isFluxKustomization } from '../../flux/is-flux-kustomization.ts'
import { readText } from '../../flux/read-text.ts'
import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { locateField } from '../../kustomize/lineage/locate-field.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { AppliedKustomization } from '../../model/closure/applied-kustomization.ts'
import type { Closure } from '../../model/closure/closure.ts'
import { listClusterObjects } from '../../model/queries/list-cluster-objects.ts'
import type { Location } from '../../source/location.ts'

/** An entry of `spec.dependsOn`. */
export interface Dependency {
  readonly name: string
  /** That of the dependant, where none is written. */
  readonly namespace: string
  readonly at: Location | undefined
  /** Whether an expression of its own (`readyExpr`) says when it is met, instead of its readiness. */
  readonly hasReadyExpression: boolean
}

/** A Flux Kustomization or HelmRelease of a cluster, which can depend on others of its kind. */
export interface Dependant {
  readonly kind: 'Kustomization' | 'HelmRelease'
  readonly name: string
  readonly namespace: string
  readonly object: BuiltObject
  /** Those that certainly apply it; empty for the root where its build leaves it out. */
  readonly owners: readonly AppliedKustomization[]
  readonly isSuspended: boolean
  readonly dependsOn: readonly Dependency[]
}

const known = new WeakMap<Closure, readonly Dependant[]>()

/** What certainly is in a cluster of Flux Kustomizations and HelmReleases, each once, in the order of their owners. */
export function listDependants(closure: Closure): readonly Dependant[] {
  const found = known.get(closure) ?? collect(closure)
  known.set(closure, found)
  return found
}

/** What tells two dependants apart: they are never of the same kind, namespace and name. */
export function keyOf({ kind, namespace, name }: Pick<Dependant, 'kind' | 'namespace' | 'name'>): string {
  return `${kind}/${namespace}/${name}`
}

function collect(closure: Closure): readonly Dependant[] {
  const found = new Map<string, Dependant & { owners: AppliedKustomization[] }>()
  const [root] = closure.applied
  for (const object of listClusterObjects(closure).certain) {
    const dependant = read(object, object.owner)
    if (dependant === undefined) continue
    const key = keyOf(dependant)
    const first = found.get(key)
    if (first === undefined) found.set(key, { ...dependant, owners: [object.owner] })
    else first.owners.push(object.owner)
  }
  const top = root?.object && read(root.object, root)
  return top === undefined || found.has(keyOf(top)) ? [...found.values()] : [{ ...top, owners: [] }, ...found.values()]
}

function read(object: BuiltObject, owner: AppliedKustomization): Omit<Dependant, 'owners'> | undefined {
  const { id, root } = object
  const isRelease = id.kind === 'HelmRelease' && id.group === 'helm.toolkit.fluxcd.io'
  if (!isRelease && !isFluxKustomization(id)) return undefined
  const namespace = id.namespace || owner.namespace
  const entries = getNode(root, ['spec', 'dependsOn'])?.items ?? []
  return {
    kind: isRelease ? 'HelmRelease' : 'Kustomization',
    name: id.name,
    namespace,
    object,
    isSuspended: readText(root, ['spec', 'suspend'])?.text === 'true',
    dependsOn: entries.flatMap((entry, index): Dependency[] => {
      const name = readText(entry, ['name'])
      if (name === undefined) return []
      return [
        {
          name: name.text,
          namespace: readText(entry, ['namespace'])?.text || namespace,
          at: locateField(root, ['spec', 'dependsOn', index, 'name']),
          hasReadyExpression: (readText(entry, ['readyExpr'])?.text ?? '') !== '',
        },
      ]
    }),
  }
}
