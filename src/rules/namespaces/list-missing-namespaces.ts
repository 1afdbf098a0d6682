import { readText } from '../../flux/read-text.ts'
import { locateField } from '../../kustomize/lineage/locate-field.ts'
import type { AppliedObject } from '../../model/closure/applied-kustomization.ts'
import type { Closure } from '../../model/closure/closure.ts'
import { isLeftAlone } from '../../model/diff/object-control.ts'
import { listClusterObjects } from '../../model/queries/list-cluster-objects.ts'
import { hasVariable } from '../../source/has-variable.ts'
import type { Location } from '../../source/location.ts'
import { listObjectsOfKind } from '../flux-references/list-objects-of-kind.ts'
import { mentions } from '../flux-references/mentions.ts'

/** A namespace that a cluster uses and nothing of it creates. */
export interface MissingNamespace {
  readonly name: string
  readonly objects: readonly AppliedObject[]
  /** The place that puts most of the objects there. */
  readonly at: Location
}

/**
 * The namespaces that nothing in sight creates: no Namespace, no HelmRelease with `createNamespace`, nothing that Kubernetes
 * or Flux' bootstrap has, and no custom resource or chart that speaks of them.
 */
export function listMissingNamespaces(closure: Closure): readonly MissingNamespace[] {
  const created = listCreated(closure)
  const byName = new Map<string, AppliedObject[]>()
  for (const object of listClusterObjects(closure).certain) {
    const name = object.id.namespace
    if (name === '' || object.id.isClusterScoped || hasVariable(name) || created.has(name)) continue
    if (/^(?:default|kube-.*|openshift.*)$/.test(name) || isLeftAlone(object.root)) continue
    const list = byName.get(name)
    if (list === undefined) byName.set(name, [object])
    else list.push(object)
  }
  return [...byName].flatMap(([name, objects]): readonly MissingNamespace[] => {
    const at = locateMost(objects)
    return at === undefined || mentions(closure, name) ? [] : [{ name, objects, at }]
  })
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

function locateMost(objects: readonly AppliedObject[]): Location | undefined {
  const places = new Map<string, { readonly at: Location; count: number }>()
  for (const { root } of objects) {
    const at = locateField(root, ['metadata', 'namespace'])
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
