import type { LocatedUse } from '../../flux/substitution/located-use.ts'
import type { Variable } from '../../flux/substitution/variables.ts'
import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { getField } from '../../kustomize/tree/get-field.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { AppliedKustomization } from '../closure/applied-kustomization.ts'
import type { Closure } from '../closure/closure.ts'
import { readPostBuild } from '../closure/read-post-build.ts'
import { findVariableOrigin, type VariableOrigin } from './find-variable-origin.ts'
import { isCredentialName } from './is-credential-name.ts'
import { listVariableUses } from './list-variable-uses.ts'
import { ownerOf } from './owner-of.ts'

/** Which variables of a cluster hold secrets, and where they went. */
export interface SecretVariables {
  /** Whether what a Flux Kustomization fills in there is a secret. */
  isSecret(owner: AppliedKustomization, use: LocatedUse): boolean
  /** Whether a secret is filled in in a field of a rendered object. */
  isFilledWithSecret(object: BuiltObject, path: readonly (string | number)[]): boolean
  /** The secret values that are long enough to be looked for in other texts; the longest first. */
  readonly values: readonly string[]
}

const known = new WeakMap<Closure, SecretVariables>()

/** Shorter values are too much like other words to look for them in texts. */
const minimumLength = 5

/**
 * Secret are variables that come from a Secret, those that are named like a credential, and those that are made of such.
 */
export function findSecretVariables(closure: Closure): SecretVariables {
  const found = known.get(closure) ?? find(closure)
  known.set(closure, found)
  return found
}

function find(closure: Closure): SecretVariables {
  /** By owner, for several may apply what is one object for all that share it. */
  const judged = new Map<AppliedKustomization, Map<TreeNode, Map<string, boolean>>>()
  /** Flux Kustomizations with the same sources have their variables in common. */
  const origins = new Map<Variable, { readonly origin: VariableOrigin | undefined }>()

  const originOf = (owner: AppliedKustomization, name: string, variable: Variable): VariableOrigin | undefined => {
    const known = origins.get(variable) ?? { origin: findVariableOrigin(closure, owner, name, variable.at) }
    origins.set(variable, known)
    return known.origin
  }

  const isSecret = (owner: AppliedKustomization, { name, variable }: LocatedUse): boolean => {
    if (variable === undefined) return false
    if (isCredentialName(name)) return true
    const origin = originOf(owner, name, variable)
    if (origin !== undefined) {
      return origin.object.id.kind === 'Secret' || isFilledWithSecret(origin.object, origin.path)
    }
    // It stands in the configuration, perhaps in place of a Secret.
    const postBuild = readPostBuild(getField(owner.object?.root, 'spec'))
    return postBuild?.from.some(({ kind }) => kind === 'Secret') ?? false
  }

  const isFilledWithSecret = (object: BuiltObject, path: readonly (string | number)[]): boolean => {
    const owner = ownerOf(closure, object)
    if (owner?.substitution === undefined) return false
    const uses = listVariableUses(owner, object, path)
    if (uses.length === 0) return false
    const ofOwner = judged.get(owner) ?? new Map<TreeNode, Map<string, boolean>>()
    judged.set(owner, ofOwner)
    const answers = ofOwner.get(object.root) ?? new Map<string, boolean>()
    ofOwner.set(object.root, answers)
    const key = JSON.stringify(path)
    const answer = answers.get(key)
    if (answer !== undefined) return answer
    // A variable that is made of itself adds nothing.
    answers.set(key, false)
    const isFilled = uses.some((use) => isSecret(owner, use))
    answers.set(key, isFilled)
    return isFilled
  }

  // Short values are not looked for in texts, but names that hold them are.
  const values = new Set([...listValues(closure, isSecret), ...listNames(closure, isFilledWithSecret)])
  return { isSecret, isFilledWithSecret, values: [...values].sort((a, b) => b.length - a.length) }
}

function listValues({ applied }: Closure, isSecret: SecretVariables['isSecret']): ReadonlySet<string> {
  const values = new Set<string>()
  for (const owner of applied) {
    const seen = new Set<string>()
    for (const { uses } of owner.substitution?.objects ?? []) {
      for (const use of uses) {
        if (seen.has(use.name)) continue
        seen.add(use.name)
        // Each is judged, owners first, so that no chain of variables is followed twice or far.
        const value = isSecret(owner, use) ? (use.variable?.value?.trim() ?? '') : ''
        if (value.length >= minimumLength && !/^(?:true|false)$/i.test(value)) values.add(value)
      }
    }
  }
  return values
}

function listNames({ applied }: Closure, isFilledWithSecret: SecretVariables['isFilledWithSecret']): readonly string[] {
  const names: string[] = []
  for (const { substitution, objects } of applied) {
    if (substitution === undefined || substitution.objects.length === 0) continue
    for (const object of objects) {
      const { name, namespace } = object.id
      if (isFilledWithSecret(object, namePath)) names.push(name)
      if (isFilledWithSecret(object, namespacePath)) names.push(namespace)
    }
  }
  return names.filter((name) => name !== '')
}

const namePath = ['metadata', 'name'] as const
const namespacePath = ['metadata', 'namespace'] as const
