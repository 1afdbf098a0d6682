import { readText } from '../../flux/read-text.ts'
import { locateField } from '../../kustomize/lineage/locate-field.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import { hasControl, isLeftAlone } from '../../model/diff/object-control.ts'
import type { Location } from '../../source/location.ts'
import { type Dependant, keyOf } from './list-dependants.ts'

/** A Flux Kustomization that is not ready before another object is. */
export interface Wait {
  readonly from: Dependant
  readonly to: Dependant
  /** Its `spec.wait` or the health check. */
  readonly at: Location | undefined
}

/**
 * Which Flux Kustomizations and HelmReleases are waited for by a health check: by `wait: true` all that the Flux
 * Kustomization applies but itself and what it leaves alone, else those that `healthChecks` name (checkHealth of
 * kustomize-controller). What `healthCheckExprs` judge in another way is left out.
 */
export function listWaits(dependants: readonly Dependant[]): readonly Wait[] {
  const byKey = new Map(dependants.map((one) => [one.key, one]))
  const applied = new Map<string, Dependant[]>()
  for (const one of dependants) {
    for (const { name, namespace } of one.owners) {
      const key = keyOf({ kind: 'Kustomization', namespace, name })
      const own = applied.get(key)
      if (own === undefined) applied.set(key, [one])
      else own.push(one)
    }
  }
  return dependants.flatMap((from) => {
    const { root } = from.object
    if (from.kind !== 'Kustomization' || getNode(root, ['spec', 'kubeConfig']) !== undefined) return []
    const isJudged = (to: Dependant): boolean => to !== from && !hasExpression(from, to.kind)
    if (readText(root, ['spec', 'wait'])?.text === 'true') {
      const at = locateField(root, ['spec', 'wait'])
      const own = applied.get(from.key) ?? []
      return own.filter((to) => isJudged(to) && !isSkipped(to)).map((to) => ({ from, to, at }))
    }
    return listChecked(from, byKey).filter(({ to }) => isJudged(to))
  })
}

function listChecked(from: Dependant, byKey: ReadonlyMap<string, Dependant>): readonly Wait[] {
  const { root } = from.object
  return (getNode(root, ['spec', 'healthChecks'])?.items ?? []).flatMap((check, index) => {
    const kind = readText(check, ['kind'])?.text
    const group = readText(check, ['apiVersion'])?.text.split('/')[0] ?? ''
    const name = readText(check, ['name'])?.text ?? ''
    const namespace = readText(check, ['namespace'])?.text ?? ''
    if ((kind !== 'Kustomization' && kind !== 'HelmRelease') || !group.endsWith('.toolkit.fluxcd.io')) return []
    const to = byKey.get(keyOf({ kind, namespace, name }))
    return to === undefined ? [] : [{ from, to, at: locateField(root, ['spec', 'healthChecks', index, 'name']) }]
  })
}

/** Health checks leave out what is not applied. */
function isSkipped({ object }: Dependant): boolean {
  return isLeftAlone(object.root) || hasControl(object.root, 'ssa', 'IfNotPresent')
}

function hasExpression({ object }: Dependant, kind: string): boolean {
  const expressions = getNode(object.root, ['spec', 'healthCheckExprs'])?.items ?? []
  return expressions.some((one) => readText(one, ['kind'])?.text === kind)
}
