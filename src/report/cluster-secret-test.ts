import type { LocatedUse } from '../flux/substitution/located-use.ts'
import type { AppliedKustomization } from '../model/closure/applied-kustomization.ts'
import type { Closure } from '../model/closure/closure.ts'
import { findSecretVariables } from '../model/queries/find-secret-variables.ts'
import type { OpenSourceFile } from './render-build-problems.ts'
import { createSecretTest, type SecretTest } from './secret-test.ts'
import { mask } from './show-value.ts'

/** Tells what of a cluster's objects must not be shown. */
export interface ClusterSecretTest extends SecretTest {
  /** Whether a variable that a Flux Kustomization fills in holds a secret. */
  hidesVariable(owner: AppliedKustomization, use: LocatedUse): boolean
}

/**
 * Secrets as in a build, and the values of secret variables: in what they are filled in, in the variables that are made of
 * them, and wherever their text stands.
 */
export function createClusterSecretTest(closure: Closure, open: OpenSourceFile): ClusterSecretTest {
  const base = createSecretTest(
    closure.applied.flatMap((one) => one.objects),
    open,
  )
  const { isSecret, isFilledWithSecret, values } = findSecretVariables(closure)
  const holdsSecret = (text: string | undefined): boolean =>
    text !== undefined && values.some((value) => text.includes(value))
  return {
    ...base,
    hidesVariable: isSecret,
    hidesField(object, field) {
      const { node, path, steps } = field
      if (base.hidesField(object, field)) return true
      if (node !== undefined && node.kind !== 'scalar') return false
      if (isFilledWithSecret(object, path) || holdsSecret(node?.value)) return true
      return steps.some(({ value }) => holdsSecret(value))
    },
    conceal: (text) => values.reduce((shown, value) => shown.replaceAll(value, mask), text),
  }
}
