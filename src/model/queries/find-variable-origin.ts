import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { chainOf } from '../../kustomize/tree/chain-of.ts'
import { getField } from '../../kustomize/tree/get-field.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { Location } from '../../source/location.ts'
import type { AppliedKustomization } from '../closure/applied-kustomization.ts'
import type { Closure } from '../closure/closure.ts'
import { readPostBuild } from '../closure/read-post-build.ts'
import { findClusterObjects } from './find-cluster-objects.ts'

/** The field of a rendered object that a variable has its value from. */
export interface VariableOrigin {
  readonly object: BuiltObject
  readonly path: readonly string[]
  readonly node: TreeNode
}

/**
 * Where a variable of a Flux Kustomization has its value from: `postBuild.substitute` of its own object, or a key of a
 * ConfigMap or Secret of the cluster. `at` is the place that the substitution found for it. Undefined for values of the
 * configuration.
 */
export function findVariableOrigin(
  closure: Closure,
  { object, namespace }: AppliedKustomization,
  name: string,
  at: Location | undefined,
): VariableOrigin | undefined {
  const postBuild = readPostBuild(getField(object?.root, 'spec'))
  const own = ['spec', 'postBuild', 'substitute', name]
  const candidates: (VariableOrigin | undefined)[] = [object && toOrigin(object, own)]
  for (const { kind, name: wanted } of postBuild?.from.toReversed() ?? []) {
    for (const found of findClusterObjects(closure, { group: '', kind, namespace, name: wanted })) {
      if (kind === 'Secret') candidates.push(toOrigin(found, ['stringData', name]))
      candidates.push(toOrigin(found, ['data', name]))
    }
  }
  return candidates.find((one) => one !== undefined && chainOf(one.node.step).some((step) => isSame(step.at, at)))
}

function toOrigin(object: BuiltObject, path: readonly string[]): VariableOrigin | undefined {
  const node = getNode(object.root, path)
  return node && { object, path, node }
}

function isSame(a: Location | undefined, b: Location | undefined): boolean {
  return a === b || (a !== undefined && a.file === b?.file && a.start === b.start && a.end === b.end)
}
