import { readText } from '../../flux/read-text.ts'
import type { AppliedObject } from '../../model/closure/applied-kustomization.ts'
import type { Closure } from '../../model/closure/closure.ts'
import { listObjectsOfKind } from '../../model/queries/list-objects-of-kind.ts'
import { type CrdChart, crdCharts } from './crd-charts.ts'
import { installsCrds, isRelease, type Release, readRelease } from './read-release.ts'

/** What brings the CRD of a kind to a cluster. */
export interface Installer {
  /** The CustomResourceDefinition, or the HelmRelease whose chart has it. */
  readonly object: AppliedObject
  readonly chart: CrdChart | undefined
  /** False where it need not: it is not certain to be applied, suspended, or its values are not in sight. */
  readonly isCertain: boolean
}

/** Who brings the CRDs of a cluster. */
export interface Installers {
  /** Those of one kind, certain or not; empty where nobody is known. */
  of(group: string, kind: string): readonly Installer[]
  /** Releases of charts that would bring the CRD of a kind, but are told not to. */
  switchedOff(group: string, kind: string): readonly AppliedObject[]
  /** Releases of charts that are not known and that are named after CRDs: they may bring anything. */
  readonly others: readonly AppliedObject[]
}

/** Finds the CustomResourceDefinitions of a cluster, and the HelmReleases of charts that are known to bring some. */
export function indexInstallers(closure: Closure): Installers {
  const installers = known.get(closure) ?? findInstallers(closure)
  known.set(closure, installers)
  return installers
}

const known = new WeakMap<Closure, Installers>()

function findInstallers(closure: Closure): Installers {
  const definitions = new Map<string, Installer[]>()
  const charts: { readonly installer: Installer; readonly chart: CrdChart }[] = []
  const silenced: { readonly object: AppliedObject; readonly chart: CrdChart }[] = []
  const others: AppliedObject[] = []
  const isApplied = ({ owner }: AppliedObject): boolean => owner.isCertain && !owner.isSuspended
  for (const object of listObjectsOfKind(closure, 'apiextensions.k8s.io', 'CustomResourceDefinition')) {
    const { root } = object
    const key = keyOf(
      readText(root, ['spec', 'group'])?.text ?? '',
      readText(root, ['spec', 'names', 'kind'])?.text ?? '',
    )
    const installer = { object, chart: undefined, isCertain: isApplied(object) }
    const known = definitions.get(key)
    if (known === undefined) definitions.set(key, [installer])
    else known.push(installer)
  }
  for (const object of listObjectsOfKind(closure, 'helm.toolkit.fluxcd.io', 'HelmRelease')) {
    if (!isRelease(object)) continue
    const release = readRelease(object, closure)
    const isSuspended = readText(object.root, ['spec', 'suspend'])?.text === 'true'
    const found = findCharts(release)
    for (const chart of found) {
      const installs = installsCrds(release, chart)
      if (installs === false) {
        silenced.push({ object, chart })
        continue
      }
      const installer = { object, chart, isCertain: isApplied(object) && !isSuspended && installs === true }
      charts.push({ installer, chart })
    }
    if (found.length === 0 && /crd/i.test(`${release.chart ?? ''} ${object.id.name}`)) others.push(object)
  }
  return {
    of: (group, kind) => [
      ...(definitions.get(keyOf(group, kind)) ?? []),
      ...charts.flatMap(({ installer, chart }) => (hasKind(chart, group, kind) ? [installer] : [])),
    ],
    switchedOff: (group, kind) =>
      silenced.flatMap(({ object, chart }) => (hasKind(chart, group, kind) ? [object] : [])),
    others,
  }
}

function findCharts({ chart, source }: Release): readonly CrdChart[] {
  return crdCharts.filter(
    (one) =>
      one.chart === chart &&
      (one.source === undefined || source.includes(one.source)) &&
      (one.notSource === undefined || !source.includes(one.notSource)),
  )
}

function hasKind({ groups, kinds }: CrdChart, group: string, kind: string): boolean {
  if (kinds !== undefined && !kinds.includes(kind)) return false
  return groups.some((one) => (one.startsWith('*.') ? group.endsWith(one.slice(1)) : group === one))
}

function keyOf(group: string, kind: string): string {
  return `${group}/${kind}`
}
