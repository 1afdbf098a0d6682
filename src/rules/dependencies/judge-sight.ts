import { readText } from '../../flux/read-text.ts'
import type { AppliedKustomization, AppliedObject } from '../../model/closure/applied-kustomization.ts'
import type { Closure } from '../../model/closure/closure.ts'
import { canonicalText } from '../../model/diff/canonical-text.ts'
import { listClusterObjects } from '../../model/queries/list-cluster-objects.ts'
import { hasVariable } from '../../source/has-variable.ts'
import type { Dependant } from './list-dependants.ts'

/**
 * How much is seen of what could bring a Flux Kustomization or HelmRelease into a namespace of a cluster: `full`
 * everything; `good` all but what hardly brings any, such as a manifest of some project that is fetched from the
 * network; `poor` not enough to call something absent.
 */
export function judgeSight(closure: Closure, wanted: Pick<Dependant, 'kind' | 'namespace'>): 'full' | 'good' | 'poor' {
  const { applied, unseen, cluster } = closure
  const objects = listClusterObjects(closure).all
  if (
    applied.some((one) => mayBring(one, wanted.namespace)) ||
    objects.some((object) => makesFlux(object, wanted.kind))
  ) {
    return 'poor'
  }
  const fetched = unseen.filter(({ loads, field }) => loads === 'build' && !field.startsWith('spec.'))
  if (fetched.some(({ text }) => !/^https?:.*\.ya?ml$/.test(text))) return 'poor'
  const isWholeCluster = cluster.fluxSystem !== undefined || cluster.foundBy !== 'glob'
  return fetched.length === 0 && isWholeCluster ? 'full' : 'good'
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

/** Operators that make Flux objects out of templates that need not name their kinds. */
const makers = new Map([
  ['fluxcd.controlplane.io', ['ResourceSet']],
  ['templates.weave.works', ['GitOpsSet']],
  ['infra.contrib.fluxcd.io', ['Terraform']],
  ['argoproj.io', ['Application', 'ApplicationSet']],
])

/** Those that hold the objects they make: only where these are of Flux. */
const carriers = ['kyverno.io', 'policies.kyverno.io', 'kubernetes.crossplane.io', 'apiextensions.crossplane.io']

/**
 * Whether an object may make Flux objects in the cluster. Charts do so where they wrap other charts in HelmReleases, which
 * come from Git, or where their values are manifests.
 */
function makesFlux({ id, root, value }: AppliedObject, wanted: Dependant['kind']): boolean {
  if (makers.get(id.group)?.includes(id.kind) === true) return true
  if (carriers.includes(id.group)) return namesFlux(value)
  if (id.group !== 'helm.toolkit.fluxcd.io' || id.kind !== 'HelmRelease') return false
  const source = readText(root, ['spec', 'chart', 'spec', 'sourceRef', 'kind'])?.text
  if (wanted === 'HelmRelease' && (source === 'GitRepository' || source === 'Bucket')) return true
  const chart = readText(root, ['spec', 'chart', 'spec', 'chart'])?.text ?? id.name
  if (/flux2|raw|gitops|manifests|resources/i.test(chart)) return true
  const spec = value instanceof Map ? value.get('spec') : undefined
  return namesFlux(spec instanceof Map ? (spec.get('values') ?? null) : null)
}

function namesFlux(value: AppliedObject['value']): boolean {
  return canonicalText(value).includes('.toolkit.fluxcd.io/')
}
