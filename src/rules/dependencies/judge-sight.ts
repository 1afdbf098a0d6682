import { readText } from '../../flux/read-text.ts'
import type { AppliedKustomization } from '../../model/closure/applied-kustomization.ts'
import type { Closure } from '../../model/closure/closure.ts'
import { listClusterObjects } from '../../model/queries/list-cluster-objects.ts'
import { hasVariable } from '../../source/has-variable.ts'
import type { Dependant } from './list-dependants.ts'
import { makesFlux } from './makes-flux.ts'

/**
 * How much is seen of what could bring a Flux Kustomization or HelmRelease into a namespace of a cluster: `full`
 * everything; `good` all but what hardly brings any, such as a manifest of some project that is fetched from the
 * network, or what Terraform makes; `poor` not enough to call something absent.
 */
export function judgeSight(closure: Closure, wanted: Pick<Dependant, 'kind' | 'namespace'>): 'full' | 'good' | 'poor' {
  const { applied, unseen, cluster } = closure
  const objects = listClusterObjects(closure).all
  if (
    applied.some((one) => mayBring(one, wanted.namespace)) ||
    objects.some((object) => makesFlux(object, wanted.kind === 'HelmRelease'))
  ) {
    return 'poor'
  }
  const fetched = unseen.filter(({ loads, field }) => loads === 'build' && !field.startsWith('spec.'))
  if (fetched.some(({ text }) => !/^https?:.*\.ya?ml$/.test(text))) return 'poor'
  const isWholeCluster = cluster.fluxSystem !== undefined || cluster.foundBy !== 'glob'
  // Terraform that the cluster runs sets up clouds, and hardly Flux.
  const hasTerraform = objects.some(({ id }) => id.group === 'infra.contrib.fluxcd.io')
  return fetched.length === 0 && isWholeCluster && !hasTerraform ? 'full' : 'good'
}

/** Whether a Flux Kustomization applies to the cluster what cannot be seen, and may put it into the namespace. */
function mayBring({ build, path, object, remoteCluster, objects }: AppliedKustomization, namespace: string): boolean {
  if (remoteCluster !== undefined) return false
  if (objects.some(({ id }) => isFlux(id.group) && (hasVariable(id.name) || hasVariable(id.namespace)))) return true
  const kind = path?.target.kind
  const isSeen = kind === 'missing' || (build !== undefined && build.problems.length === 0 && kind !== 'unknown')
  if (isSeen) return false
  const target = readText(object?.root, ['spec', 'targetNamespace'])?.text
  return target === undefined || target === namespace || hasVariable(target)
}

function isFlux(group: string): boolean {
  return group === 'kustomize.toolkit.fluxcd.io' || group === 'helm.toolkit.fluxcd.io'
}
