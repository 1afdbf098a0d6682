import type { Location } from '../../source/location.ts'
import { findComponents } from './find-components.ts'
import { type Dependant, type Dependency, keyOf } from './list-dependants.ts'
import { listWaits } from './list-waits.ts'

/** Why one thing cannot happen before another. */
export type Link =
  /** It is not reconciled before the other one is ready. */
  | { readonly is: 'depends'; readonly from: Dependant; readonly to: Dependant; readonly dependency: Dependency }
  /** It is not ready before the other one is. */
  | { readonly is: 'waits'; readonly from: Dependant; readonly to: Dependant; readonly at: Location | undefined }
  /** It is only there once the other one is reconciled. */
  | { readonly is: 'applied'; readonly from: Dependant; readonly to: Dependant }

/**
 * What holds up what among the dependants of a cluster. Left out are dependencies with an expression of their own, those
 * that are cycles by themselves, and owners of what has several.
 */
export function listLinks(dependants: readonly Dependant[]): readonly Link[] {
  const byKey = new Map(dependants.map((one) => [one.key, one]))
  const depends = dependants.flatMap((from) =>
    from.dependsOn.flatMap((dependency): Extract<Link, { is: 'depends' }>[] => {
      const to = byKey.get(dependency.key)
      return to === undefined || dependency.hasReadyExpression ? [] : [{ is: 'depends', from, to, dependency }]
    }),
  )
  const isCycle = judgeCycles(dependants, depends)
  const applied = dependants.flatMap((from): Link[] => {
    const [owner, ...others] = from.owners
    if (owner === undefined || others.length > 0) return []
    const to = byKey.get(keyOf({ kind: 'Kustomization', namespace: owner.namespace, name: owner.name }))
    return to === undefined || to === from ? [] : [{ is: 'applied', from, to }]
  })
  const waits = listWaits(dependants).map((wait): Link => ({ is: 'waits', ...wait }))
  return [...depends.filter((link) => !isCycle(link)), ...waits, ...applied]
}

function judgeCycles(
  dependants: readonly Dependant[],
  depends: readonly Link[],
): (link: Pick<Link, 'from' | 'to'>) => boolean {
  const indexes = new Map(dependants.map((one, index) => [one, index]))
  const edges: number[][] = dependants.map(() => [])
  for (const { from, to } of depends) edges[indexes.get(from) ?? -1]?.push(indexes.get(to) ?? -1)
  const components = findComponents(edges)
  return ({ from, to }) => components[indexes.get(from) ?? -1] === components[indexes.get(to) ?? -1]
}
