import type { LocatedUse } from '../../flux/substitution/located-use.ts'
import type { Retyped } from '../../flux/substitution/retyped.ts'
import type { Variables } from '../../flux/substitution/variables.ts'
import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import type { BuildProblem } from '../../kustomize/build-problem.ts'
import type { Location } from '../../source/location.ts'

/** What substitution did to the objects of one Flux Kustomization. */
export interface Substitution {
  readonly variables: Variables
  /** Whether Flux fails on variables that are not defined. */
  readonly isStrict: boolean
  /** True where that is so only if the cluster has Flux 2.9, which is not known. */
  readonly isAssumed: boolean
  /** Per object; those without any `${…}` or problem are left out. */
  readonly objects: readonly SubstitutionOf[]
  /** What is wrong with the variables themselves, and with the objects. */
  readonly problems: readonly BuildProblem[]
  /** ConfigMaps and Secrets of `substituteFrom` that nothing in the cluster is seen to make. */
  readonly unseen: readonly VariableReference[]
}

/** What substitution did to one object. */
export interface SubstitutionOf {
  /** As kustomize builds it. */
  readonly before: BuiltObject
  /** As it is applied. */
  readonly object: BuiltObject
  readonly uses: readonly LocatedUse[]
  readonly retyped: readonly Retyped[]
  /** Why Flux fails on it. */
  readonly problems: readonly BuildProblem[]
}

/** An entry of `substituteFrom`. */
export interface VariableReference {
  readonly kind: string
  readonly name: string
  readonly isOptional: boolean
  readonly at: Location | undefined
}
