import { evaluateTemplate } from '../../flux/substitution/evaluate-template.ts'
import { chainOf } from '../../kustomize/tree/chain-of.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { AppliedKustomization, AppliedObject } from '../../model/closure/applied-kustomization.ts'
import { hasVariable } from '../../source/has-variable.ts'
import type { Location } from '../../source/location.ts'

/** A Namespace that got another name because a namespace was set for what is built with it. */
export interface RenamedNamespace {
  readonly object: AppliedObject
  readonly before: string
  readonly name: string
  /** What set the namespace. */
  readonly by: Location
  /** Where its own name is written. */
  readonly at: Location | undefined
  /** Whether that was `targetNamespace` rather than a kustomization file. */
  readonly isTarget: boolean
}

/** The Namespaces of a Flux Kustomization that were renamed. */
export function listRenamedNamespaces({
  object: own,
  objects,
  substitution,
}: AppliedKustomization): readonly RenamedNamespace[] {
  const namespaces = objects.filter(({ id }) => id.kind === 'Namespace' && id.group === '')
  if (namespaces.length === 0) return none
  const fill = (text: string): string =>
    substitution === undefined ? text : evaluateTemplate(text, substitution.variables, false).text
  const target = getNode(own?.root, ['spec', 'targetNamespace'])?.step?.at
  return namespaces.flatMap((object): readonly RenamedNamespace[] => {
    const { id, root } = object
    const steps = chainOf(getNode(root, ['metadata', 'name'])?.step)
    const index = steps.findLastIndex(({ cause }) => cause === 'namespace')
    const first = steps[index - 1]
    const by = steps[index]?.at
    const before = fill(first?.value ?? '')
    if (by === undefined || before === '' || before === id.name || hasVariable(before)) return []
    const isTarget = target !== undefined && target.file === by.file && target.start === by.start
    return [{ object, before, name: id.name, by, at: first?.at, isTarget }]
  })
}

const none: readonly RenamedNamespace[] = []
