import { readText } from '../../flux/read-text.ts'
import { locateField } from '../../kustomize/lineage/locate-field.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { AppliedKustomization } from '../../model/closure/applied-kustomization.ts'
import { hasVariable } from '../../source/has-variable.ts'
import type { Location } from '../../source/location.ts'

/** An entry of `spec.healthChecks`. */
export interface HealthCheck {
  readonly group: string
  readonly kind: string
  readonly name: string
  /** Empty where none is given. */
  readonly namespace: string
  /** Where the name is written. */
  readonly at: Location | undefined
}

/**
 * The objects of its cluster that a Flux Kustomization checks, as far as their names are known. With `wait` it checks what it
 * applies instead (checkHealth of kustomize-controller); a suspended one checks nothing.
 */
export function listHealthChecks({ object, isSuspended, isCertain }: AppliedKustomization): readonly HealthCheck[] {
  const root = object?.root
  if (root === undefined || isSuspended || !isCertain || readText(root, ['spec', 'wait'])?.text === 'true') return []
  // What another cluster has is not known.
  if (getNode(root, ['spec', 'kubeConfig']) !== undefined) return []
  return (getNode(root, ['spec', 'healthChecks'])?.items ?? []).flatMap((check, index) => {
    const [group = '', version] = (readText(check, ['apiVersion'])?.text ?? '').split('/')
    const texts = ['kind', 'name', 'namespace'].map((field) => readText(check, [field])?.text ?? '')
    const [kind = '', name = '', namespace = ''] = texts
    if (kind === '' || name === '' || [group, ...texts].some(hasVariable)) return []
    const at = locateField(root, ['spec', 'healthChecks', index, 'name'])
    return [{ group: version === undefined ? '' : group, kind, name, namespace, at }]
  })
}
