import { readText } from '../../flux/read-text.ts'
import type { AppliedKustomization, AppliedObject } from '../../model/closure/applied-kustomization.ts'
import type { Closure } from '../../model/closure/closure.ts'
import { hasFullSight } from '../../model/queries/has-full-sight.ts'
import { listClusterObjects } from '../../model/queries/list-cluster-objects.ts'
import { listCustomSchemas } from '../../model/queries/list-custom-schemas.ts'
import { listObjectsOfKind } from '../../model/queries/list-objects-of-kind.ts'
import type { Repository } from '../../model/repository.ts'
import { hasVariable } from '../../source/has-variable.ts'
import { isMisspelling } from '../flux-references/is-misspelling.ts'
import { listFluxObjects } from '../flux-references/list-flux-objects.ts'
import { mayMake } from '../flux-references/mentions.ts'
import { isMadeByDistribution } from '../namespaces/is-made-by-distribution.ts'
import { isPlaced } from '../namespaces/is-placed.ts'
import { judgeSight } from './judge-sight.ts'
import { type HealthCheck, listHealthChecks } from './list-health-checks.ts'

/** A health check of what is not in its cluster. */
export interface MissingCheck extends HealthCheck {
  readonly owner: AppliedKustomization
  /** What is probably meant. */
  readonly instead: { readonly is: 'near' | 'elsewhere'; readonly name: string; readonly namespace: string } | undefined
  /** False where something out of sight may bring it. */
  readonly isCertain: boolean
}

interface Named {
  readonly name: string
  readonly namespace: string
}

/**
 * The health checks of a cluster that name nothing. Objects of Flux hardly come from charts; of any others, which charts,
 * operators and jobs make, only those that lie beside a slip for them, or where nothing in sight can make them.
 */
export function findMissingChecks(closure: Closure, repository: Repository): readonly MissingCheck[] {
  return closure.applied.flatMap((owner) => {
    if (owner.remoteCluster !== undefined) return []
    return listHealthChecks(owner).flatMap((check): readonly MissingCheck[] => {
      const judged = check.group.endsWith('.toolkit.fluxcd.io')
        ? judgeFlux(check, closure)
        : judgeOther(check, owner, closure, repository)
      return judged === undefined ? [] : [{ ...check, ...judged, owner }]
    })
  })
}

type Judged = Pick<MissingCheck, 'instead' | 'isCertain'>

function judgeFlux(check: HealthCheck, closure: Closure): Judged | undefined {
  const { group, kind, namespace } = check
  const known = listFluxObjects(closure, group, kind)
  if (isAmong(check, known)) return undefined
  const instead = findInstead(check, known)
  const sight = judgeSight(closure, { kind: kind === 'Kustomization' ? kind : 'HelmRelease', namespace })
  // A namespace that was forgotten is plain enough, and so is a slip.
  const isPlain = instead?.is === 'near' || (instead?.is === 'elsewhere' && kind === 'Kustomization')
  return sight === 'poor' && !isPlain ? undefined : { instead, isCertain: sight === 'full' }
}

function judgeOther(
  check: HealthCheck,
  owner: AppliedKustomization,
  closure: Closure,
  repository: Repository,
): Judged | undefined {
  const { group, kind, namespace } = check
  const schemas = listCustomSchemas(closure, repository)
  // A namespace that was put into what may live in none says nothing.
  const toNamed = (object: AppliedObject): Named => ({
    name: object.id.name,
    namespace: isPlaced(object, schemas) ? object.id.namespace : '',
  })
  if (isAmong(check, listObjectsOfKind(closure, group, kind).map(toNamed))) return undefined
  const isRead = owner.build !== undefined && owner.build.problems.length === 0
  const own = owner.objects.filter(({ id }) => id.group === group && id.kind === kind).map(toNamed)
  const instead = findInstead(check, own)
  // Without a namespace nothing is found that lives in one.
  const isBare = namespace === '' && instead?.is === 'elsewhere'
  if (!isRead || (isMadeByRelease(namespace, closure) && !isBare)) return undefined
  if (instead !== undefined) return { instead, isCertain: false }
  return mayComeFromElsewhere(check, owner, closure) || !hasFullSight(closure, repository)
    ? undefined
    : { instead, isCertain: false }
}

/** Also where that is not certain, or not known. */
function isAmong({ name, namespace }: HealthCheck, known: readonly Named[]): boolean {
  return known.some(
    (one) =>
      (one.name === name || hasVariable(one.name)) &&
      (one.namespace === namespace || one.namespace === '' || hasVariable(one.namespace)),
  )
}

function findInstead({ name, namespace }: HealthCheck, known: readonly Named[]): MissingCheck['instead'] {
  const places = new Set(known.filter((one) => one.name === name && one.namespace !== '').map((one) => one.namespace))
  const [place] = places
  if (place !== undefined && places.size === 1) return { is: 'elsewhere', name, namespace: place }
  const near = known.find((one) => one.namespace === namespace && isMisspelling(name, one.name))
  return near && { is: 'near', name: near.name, namespace }
}

/** Whether a chart may make something there; one may make anything that has no namespace. */
function isMadeByRelease(namespace: string, closure: Closure): boolean {
  return listObjectsOfKind(closure, 'helm.toolkit.fluxcd.io', 'HelmRelease').some(({ id, root }) => {
    const target = readText(root, ['spec', 'targetNamespace'])?.text ?? id.namespace
    return namespace === '' || target === namespace || hasVariable(target)
  })
}

const workloads: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'])

/**
 * Whether an object may be there though nobody applies it: of Kubernetes or a distribution, of an operator, or, for anything
 * but workloads, of what runs there. A release beside it may install to several namespaces.
 */
function mayComeFromElsewhere(
  { group, kind, namespace }: HealthCheck,
  owner: AppliedKustomization,
  closure: Closure,
): boolean {
  if (namespace === '' || namespace === closure.applied[0]?.namespace) return true
  if (isMadeByDistribution(namespace) && namespace !== 'default') return true
  const isWorkload = (group === 'apps' || group === 'batch') && workloads.has(kind)
  if (!isWorkload && !(group === '' && (kind === 'ConfigMap' || kind === 'Secret'))) return true
  if (owner.objects.some(({ id }) => id.kind === 'HelmRelease')) return true
  return listClusterObjects(closure).all.some((object) => {
    const { id } = object
    const isNear = object.owner === owner || id.namespace === namespace || id.namespace === ''
    return isNear && (mayMake(id, 'values') || (!isWorkload && workloads.has(id.kind)))
  })
}
