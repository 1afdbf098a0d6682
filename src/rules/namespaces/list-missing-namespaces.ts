import { readText } from '../../flux/read-text.ts'
import { locateField } from '../../kustomize/lineage/locate-field.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { AppliedObject } from '../../model/closure/applied-kustomization.ts'
import type { Closure } from '../../model/closure/closure.ts'
import { isLeftAlone } from '../../model/diff/object-control.ts'
import { listClusterObjects } from '../../model/queries/list-cluster-objects.ts'
import { listCustomSchemas } from '../../model/queries/list-custom-schemas.ts'
import { listObjectsOfKind } from '../../model/queries/list-objects-of-kind.ts'
import type { Repository } from '../../model/repository.ts'
import { hasVariable } from '../../source/has-variable.ts'
import type { Location } from '../../source/location.ts'
import { mentions } from '../flux-references/mentions.ts'
import { isMadeByDistribution } from './is-made-by-distribution.ts'
import { isMadeBySetup } from './is-made-by-setup.ts'
import { isPlaced } from './is-placed.ts'

/** A namespace that a cluster uses and nothing of it creates. */
export interface MissingNamespace {
  readonly name: string
  /** Those in it. */
  readonly objects: readonly AppliedObject[]
  /** HelmReleases that name it in a field without creating it, where no object is in it. */
  readonly uses: readonly NamespaceUse[]
  /** The place that puts most of them there. */
  readonly at: Location
}

/** What needs a namespace, and the field that says so. */
export interface NamespaceUse {
  readonly object: AppliedObject
  readonly field: readonly ['metadata', 'namespace'] | readonly ['spec', 'targetNamespace' | 'storageNamespace']
}

/**
 * The namespaces that nothing in sight creates: no Namespace, no HelmRelease with `createNamespace`, nothing that a
 * distribution, Flux' bootstrap or a script beside Flux makes, and no custom resource or chart that speaks of them.
 */
export function listMissingNamespaces(closure: Closure, repository: Repository): readonly MissingNamespace[] {
  const created = listCreated(closure)
  const byName = new Map<string, NamespaceUse[]>()
  const isThere = (name: string): boolean =>
    name === '' || created.has(name) || hasVariable(name) || isMadeByDistribution(name)
  const add = (name: string, use: NamespaceUse): void => {
    if (isThere(name)) return
    const list = byName.get(name)
    if (list === undefined) byName.set(name, [use])
    else list.push(use)
  }
  const schemas = listCustomSchemas(closure, repository)
  for (const object of listClusterObjects(closure).certain) {
    if ((isThere(object.id.namespace) && !isRelease(object)) || isLeftAlone(object.root)) continue
    if (isPlaced(object, schemas)) add(object.id.namespace, { object, field: ['metadata', 'namespace'] })
    for (const field of listTargets(object)) add(readText(object.root, field)?.text ?? '', { object, field })
  }
  return [...byName].flatMap(([name, uses]): readonly MissingNamespace[] => {
    const own = uses.filter(({ field }) => field[0] === 'metadata')
    const at = locateMost(own.length > 0 ? own : uses)
    if (at === undefined || mentions(closure, name, 'namespace') || isMadeBySetup(repository, name)) return []
    return [{ name, objects: own.map(({ object }) => object), uses: own.length > 0 ? [] : uses, at }]
  })
}

function isRelease({ id }: AppliedObject): boolean {
  return id.group === 'helm.toolkit.fluxcd.io' && id.kind === 'HelmRelease'
}

/** The fields that say where helm-controller installs a chart, and where it keeps its records. */
function listTargets(object: AppliedObject): readonly NamespaceUse['field'][] {
  const { root } = object
  const isElsewhere = getNode(root, ['spec', 'kubeConfig']) !== undefined
  if (!isRelease(object) || isElsewhere || readText(root, ['spec', 'suspend'])?.text === 'true') return []
  return [
    ['spec', 'targetNamespace'],
    ['spec', 'storageNamespace'],
  ]
}

function listCreated(closure: Closure): ReadonlySet<string> {
  const { applied, cluster } = closure
  const created = new Set(['flux-system', applied[0]?.namespace ?? 'flux-system'])
  const fluxSystem = cluster.fluxSystem?.split('/').at(-1)
  if (fluxSystem !== undefined) created.add(fluxSystem)
  for (const { id } of listObjectsOfKind(closure, '', 'Namespace')) created.add(id.name)
  for (const { id, root } of listObjectsOfKind(closure, 'helm.toolkit.fluxcd.io', 'HelmRelease')) {
    if (readText(root, ['spec', 'install', 'createNamespace'])?.text !== 'true') continue
    created.add(readText(root, ['spec', 'targetNamespace'])?.text ?? id.namespace)
  }
  return created
}

function locateMost(uses: readonly NamespaceUse[]): Location | undefined {
  const places = new Map<string, { readonly at: Location; count: number }>()
  for (const { object, field } of uses) {
    const at = locateField(object.root, field)
    if (at === undefined) continue
    const key = `${at.file}\0${at.start}`
    const place = places.get(key) ?? { at, count: 0 }
    place.count += 1
    places.set(key, place)
  }
  return [...places.values()].reduce<{ at: Location; count: number } | undefined>(
    (most, one) => (most === undefined || one.count > most.count ? one : most),
    undefined,
  )?.at
}
