import type { Location } from '../../source/location.ts'
import { nearestMatch } from '../../source/nearest-match.ts'
import { BuildError } from '../build-error.ts'
import type { FieldSpec } from '../configuration/field-spec.ts'
import { isSelected } from '../configuration/is-selected.ts'
import type { Effect } from '../effect.ts'
import { currentId } from '../resource/current-id.ts'
import { previousIds } from '../resource/previous-ids.ts'
import type { Resource } from '../resource/resource.ts'
import type { Setting } from '../setting.ts'
import { createScalar } from '../tree/create-node.ts'
import { applyFieldSpec, type Creation } from './apply-field-spec.ts'
import { countEffect } from './count-effect.ts'
import { setScalar } from './set-scalar.ts'

/** How many replicas the objects of a name get. */
export interface ReplicaArguments {
  readonly name: string
  /** The place of the name. */
  readonly at: Location | undefined
  /** A whole number in decimal. */
  readonly count: Setting
}

/**
 * Sets the number of replicas in the objects that have or had a name (builtins/ReplicaCountTransformer). Throws a
 * BuildError where no object of that name is of a type that the fields are for.
 */
export function transformReplicas(
  resources: readonly Resource[],
  replica: ReplicaArguments,
  fieldSpecs: readonly FieldSpec[],
): Effect {
  const { name, count } = replica
  const creation: Creation = { kind: 'scalar', tag: '!!int', by: count.by }
  const counter = countEffect()
  let isFound = false
  for (const fieldSpec of fieldSpecs) {
    for (const resource of resources) {
      if (resource.root.fields.length === 0) continue
      const ids = [...previousIds(resource), currentId(resource)]
      if (!ids.some((id) => id.name === name && isSelected(id, fieldSpec))) continue
      isFound = true
      applyFieldSpec(resource, fieldSpec, creation, (node, what) => {
        counter.count(node, setScalar(node, createScalar(count.text, count.by, { tag: '!!int' }), what))
      })
    }
  }
  if (!isFound) throw withoutTarget(resources, replica, fieldSpecs)
  return counter.effect()
}

function withoutTarget(
  resources: readonly Resource[],
  { name, at }: ReplicaArguments,
  fieldSpecs: readonly FieldSpec[],
): BuildError {
  const kinds = [...new Set(fieldSpecs.map(({ kind }) => kind).filter((kind) => kind !== ''))]
  const ids = resources.filter(({ root }) => root.fields.length > 0).map(currentId)
  const names = ids.filter((id) => fieldSpecs.some((fieldSpec) => isSelected(id, fieldSpec))).map((id) => id.name)
  const near = nearestMatch(name, names)
  const other = ids.find((id) => id.name === name)
  const found =
    near !== undefined
      ? `; there is \`${near}\``
      : other === undefined
        ? ''
        : `; \`${name}\` is of the kind ${other.kind}`
  const wanted = kinds.length === 0 ? 'object with replicas' : kinds.join(', ')
  return new BuildError({
    code: 'replicas-without-target',
    message: `this build has no ${wanted} \`${name}\` to set the replicas of${found}`,
    at,
  })
}
