import { formatFieldPath } from '../../kustomize/lineage/parse-field-path.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import { isLeftAlone } from '../../model/diff/object-control.ts'
import type { CustomSchema } from '../../model/queries/list-custom-schemas.ts'
import type { RelatedLocation } from '../../source/diagnostic.ts'
import type { Location } from '../../source/location.ts'
import type { Severity } from '../../source/severity.ts'
import { findSchemas } from '../schemas/find-schemas.ts'
import type { Substituting } from './list-substitutions.ts'
import { textFieldOf } from './text-field-of.ts'

/** A text that substitution made something else, where only a text will do. */
export interface RetypedText {
  readonly message: 'refused' | 'labels' | 'annotations' | 'name'
  readonly data: Readonly<Record<string, string>>
  readonly at: Location | undefined
  readonly pointer: string
  readonly severity: Severity
  readonly related: readonly RelatedLocation[]
}

const types = { boolean: 'true or false', number: 'a number', map: 'a map', list: 'a list' } as const

/**
 * The texts of a Flux Kustomization that must be texts and are none after substitution. What became a null is taken for an
 * empty text there, as Kubernetes does. Objects that are held against a schema are left to the rule for schemas.
 */
export function listRetypedTexts(
  { owner, substitution }: Substituting,
  definitions: ReadonlyMap<string, readonly CustomSchema[]>,
): readonly RetypedText[] {
  const hasCommon = (getNode(owner.object?.root, ['spec', 'commonMetadata', 'annotations'])?.fields.length ?? 0) > 0
  const severity = owner.isSuspended || substitution.variables.isOpen ? 'warning' : 'error'
  return substitution.objects.flatMap(({ before, object, retyped }) => {
    const { id, root } = object
    if (retyped.length === 0 || isLeftAlone(root)) return []
    if (id.group.includes('.') && findSchemas(id, definitions).length > 0) return []
    return retyped.flatMap(({ path, to, uses }): readonly RetypedText[] => {
      const use = uses.at(-1)
      if (use === undefined || to === 'null') return []
      const message = textFieldOf(id, path, hasCommon)
      if (message === undefined) return []
      const field = formatFieldPath(path)
      const { at: place } = use.variable ?? {}
      return [
        {
          message,
          data: { variable: use.name, field, kind: id.kind, object: id.name, type: types[to] },
          at: use.at,
          pointer: `${id.kind}/${before.id.name}#${field}`,
          severity,
          related: place === undefined ? [] : [{ message: 'the value', at: place }],
        },
      ]
    })
  })
}
