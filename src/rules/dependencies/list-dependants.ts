import { isFluxKustomization } from '../../flux/is-flux-kustomization.ts'
import { readText } from '../../flux/read-text.ts'
import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { locateField } from '../../kustomize/lineage/locate-field.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { AppliedKustomization } from '../../model/closure/applied-kustomization.ts'
import type { Closure } from '../../model/closure/closure.ts'
import { listFluxResources } from '../../model/queries/list-flux-resources.ts'
import type { Location } from '../../source/location.ts'

/** An entry of `spec.dependsOn`. */
export interface Dependency {
  readonly name: string
  /** That of the dependant, where none is written. */
  readonly namespace: string
  /** The key of the dependant that it means. */
  readonly key: string
  readonly at: Location | undefined
  /** Whether an expression of its own (`readyExpr`) says when it is met, instead of its readiness. */
  readonly hasReadyExpression: boolean
}

/** A Flux Kustomization or HelmRelease of a cluster, which can depend on others of its kind. */
export interface Dependant {
  /** What tells it apart from all others: they are never of the same kind, namespace and name. */
  readonly key: string
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

/** The key of a dependant. */
export function keyOf({ kind, namespace, name }: Pick<Dependant, 'kind' | 'namespace' | 'name'>): string {
  return `${kind}/${namespace}/${name}`
}

function collect(closure: Closure): readonly Dependant[] {
  const found = new Map<string, Dependant & { readonly owners: AppliedKustomization[] }>()
  const [root] = closure.applied
  for (const object of listFluxResources(closure)) {
    const written = read(object, object.owner)
    if (written === undefined) continue
    const first = found.get(written.key)
    if (first === undefined) found.set(written.key, { owners: [object.owner], ...written })
    else first.owners.push(object.owner)
  }
  const top = root?.object && read(root.object, root)
  return top === undefined || found.has(top.key) ? [...found.values()] : [{ owners: [], ...top }, ...found.values()]
}

/** What the object itself says. */
type Written = Omit<Dependant, 'owners'>

/** Clusters share objects; their namespace may be that of their owner. */
const readObjects = new WeakMap<TreeNode, Written>()

function read(object: BuiltObject, owner: AppliedKustomization): Written | undefined {
  const { id, root } = object
  const isRelease = id.kind === 'HelmRelease' && id.group === 'helm.toolkit.fluxcd.io'
  if (!isRelease && !isFluxKustomization(id)) return undefined
  const namespace = id.namespace || owner.namespace
  const known = readObjects.get(root)
  if (known?.namespace === namespace) return known
  const kind = isRelease ? 'HelmRelease' : 'Kustomization'
  const entries = getNode(root, ['spec', 'dependsOn'])?.items ?? []
  const written: Written = {
    key: keyOf({ kind, namespace, name: id.name }),
    kind,
    name: id.name,
    namespace,
    object,
    isSuspended: readText(root, ['spec', 'suspend'])?.text === 'true',
    dependsOn: entries.flatMap((entry, index): Dependency[] => {
      const name = readText(entry, ['name'])?.text
      if (name === undefined) return []
      const its = { kind, name, namespace: readText(entry, ['namespace'])?.text || namespace } as const
      const at = locateField(root, ['spec', 'dependsOn', index, 'name'])
      const hasReadyExpression = (readText(entry, ['readyExpr'])?.text ?? '') !== ''
      return [{ name, namespace: its.namespace, key: keyOf(its), at, hasReadyExpression }]
    }),
  }
  readObjects.set(root, written)
  return written
}
