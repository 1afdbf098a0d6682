import { compareMinor } from '../compare-minor.ts'
import type { Variables } from './variables.ts'

/** What decides whether and how Flux substitutes. */
export interface SubstitutionSetup {
  /** Whether `spec.postBuild` is there. */
  readonly hasPostBuild: boolean
  /** `spec.postBuild.substituteStrategy`. */
  readonly strategy: string | undefined
  readonly variables: Variables
  /** The Flux of the cluster, such as `2.9` or `v2.9.4`; undefined where it is not known. */
  readonly fluxVersion: string | undefined
  /** The feature gate `StrictPostBuildSubstitutions` of kustomize-controller, where it is set. */
  readonly strictGate?: boolean | undefined
}

/** Whether and how Flux substitutes. */
export interface SubstitutionDecision {
  readonly runs: boolean
  /** Whether a variable without a value and a default stops Flux, as it does by default from Flux 2.9 on. */
  readonly isStrict: boolean
  /** True where that is so only if the cluster has Flux 2.9. */
  readonly isAssumed: boolean
}

/**
 * Whether Flux substitutes for a Flux Kustomization: with `postBuild` and at least one variable, or from Flux 2.9 on with
 * the strategy `Always`. A source that cannot be seen is taken to bring one. An unknown version is taken for 2.9.
 */
export function decideSubstitution(setup: SubstitutionSetup): SubstitutionDecision {
  const { hasPostBuild, strategy, variables, fluxVersion, strictGate } = setup
  const isNew = isFrom29(fluxVersion)
  const hasVariables = variables.known.size > 0 || variables.isOpen
  const runs = hasPostBuild && (hasVariables || (strategy === 'Always' && isNew !== false))
  return { runs, isStrict: strictGate ?? isNew ?? true, isAssumed: strictGate === undefined && isNew === undefined }
}

function isFrom29(version: string | undefined): boolean | undefined {
  return version === undefined ? undefined : compareMinor(version, '2.9') >= 0
}
