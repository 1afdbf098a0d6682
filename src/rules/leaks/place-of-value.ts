import type { LocatedUse } from '../../flux/substitution/located-use.ts'
import type { Step } from '../../kustomize/tree/step.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { AppliedObject } from '../../model/closure/applied-kustomization.ts'
import type { Substitution } from '../../model/closure/substitution.ts'
import type { Location } from '../../source/location.ts'
import { type EnvironmentWords, namesOne } from './environment-words.ts'
import type { NamedValue } from './list-values.ts'

/** Where a value comes from. */
interface ValuePlace {
  /** Where it got the name of the environment: a variable's own place, or that of the text. */
  readonly at: Location | undefined
  /** The variable; empty where it is one of several. */
  readonly variable: string | undefined
  /** Where the text is written, with its variables. */
  readonly writtenAt: Location | undefined
}

/** Where a value comes from, and where it got the name of an environment. */
export function placeOfValue(
  { root, owner }: AppliedObject,
  { node, path }: NamedValue,
  words: EnvironmentWords,
): ValuePlace {
  const { step } = node
  if (step?.cause !== 'substitution') {
    const at = newestPlace(step)
    return { at, variable: undefined, writtenAt: at }
  }
  const writtenAt = newestPlace(step.before) ?? step.at
  const template = (step.before?.value ?? '').replace(/\$\{[^}]*\}/g, ' ')
  if (namesOne(template, words.theirs)) return { at: writtenAt, variable: undefined, writtenAt }
  const wanted = JSON.stringify(path)
  const uses = owner.substitution === undefined ? [] : usesOf(owner.substitution, root)
  const use = uses.find((one) => {
    return namesOne(one.variable?.value ?? '', words.theirs) && JSON.stringify(one.path) === wanted
  })
  return { at: use?.variable?.at ?? step.at, variable: use?.name ?? '', writtenAt }
}

function usesOf(substitution: Substitution, root: TreeNode): readonly LocatedUse[] {
  const index = byRoot.get(substitution) ?? new Map(substitution.objects.map(({ object, uses }) => [object.root, uses]))
  byRoot.set(substitution, index)
  return index.get(root) ?? []
}

const byRoot = new WeakMap<Substitution, ReadonlyMap<TreeNode, readonly LocatedUse[]>>()

function newestPlace(step: Step | undefined): Location | undefined {
  let newest = step
  while (newest !== undefined && newest.at === undefined) newest = newest.before
  return newest?.at
}
