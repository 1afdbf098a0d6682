import type { AppliedKustomization } from '../../model/closure/applied-kustomization.ts'
import type { Closure } from '../../model/closure/closure.ts'
import type { Substitution } from '../../model/closure/substitution.ts'
import { isScaffold } from '../../model/is-scaffold.ts'

/** A Flux Kustomization that certainly substitutes. */
export interface Substituting {
  readonly owner: AppliedKustomization
  readonly substitution: Substitution
}

/** The Flux Kustomizations of a cluster that certainly substitute; none of a cluster that is kept to be copied. */
export function listSubstitutions({ cluster, applied }: Closure): readonly Substituting[] {
  if (isScaffold(cluster.directory)) return []
  return applied.flatMap((owner) => {
    const { substitution, isCertain } = owner
    return isCertain && substitution !== undefined && runs(substitution) ? [{ owner, substitution }] : []
  })
}

/** Without a variable Flux substitutes nothing, which is so where all it has is an optional source that is not there. */
function runs({ variables, unseen }: Substitution): boolean {
  return variables.known.size > 0 || !variables.isOpen || unseen.some(({ isOptional }) => !isOptional)
}
