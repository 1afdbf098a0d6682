import type { EnvironmentChange } from '../../model/change/environment-change.ts'

/** An environment that is changed by hand together with others. */
export interface JointChange {
  readonly environment: EnvironmentChange
  readonly others: readonly EnvironmentChange[]
}

/**
 * The environments that a change touches by hand although it touches an earlier one as well. Without stages none is
 * earlier: there the first may be changed by hand, and what is promoted from it is not counted. An environment that
 * nothing may be promoted to is changed by hand or not at all.
 */
export function listJointChanges(environments: readonly EnvironmentChange[]): readonly JointChange[] {
  const byHand = environments.filter(({ files }) => files.some(({ by }) => by === 'hand'))
  const hasStages = environments.some(({ stage }) => stage !== undefined)
  const later = hasStages ? environments.slice(1) : byHand.slice(1)
  return later
    .filter((environment) => environment.isPromotable && byHand.includes(environment))
    .map((environment) => ({
      environment,
      others: hasStages
        ? environments.slice(0, environments.indexOf(environment))
        : environments.filter((other) => other !== environment),
    }))
}
