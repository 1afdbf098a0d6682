import type { FieldSpec } from '../configuration/field-spec.ts'
import { isSelected, type Type } from '../configuration/is-selected.ts'
import type { Effect } from '../effect.ts'
import { addToList } from '../resource/add-to-list.ts'
import { originalId } from '../resource/original-id.ts'
import type { Resource } from '../resource/resource.ts'
import { storePreviousId } from '../resource/store-previous-id.ts'
import type { Setting } from '../setting.ts'
import { createScalar } from '../tree/create-node.ts'
import { applyFieldSpec, type Creation } from './apply-field-spec.ts'
import { setScalar } from './set-scalar.ts'

/** A prefix or suffix, which may be empty, and the fields that get it. */
export interface AffixArguments {
  readonly affix: Setting
  readonly fieldSpecs: readonly FieldSpec[]
}

/** Objects whose name says what they are. */
const keptTypes: readonly Type[] = [
  { group: '', version: '', kind: 'CustomResourceDefinition' },
  { group: 'apiregistration.k8s.io', version: '', kind: 'APIService' },
  { group: '', version: '', kind: 'Namespace' },
]

/**
 * Joins a prefix or suffix to the fields of objects. What it did to a name is remembered in the list of that annotation,
 * also where the type of the object has changed since it was loaded and the name stays as it is.
 */
export function affixNames(
  resources: readonly Resource[],
  { affix, fieldSpecs }: AffixArguments,
  annotation: string,
  join: (affix: string, text: string) => string,
): Effect {
  const { text, by } = affix
  const creation: Creation = { kind: 'scalar', tag: '!!str', by }
  let matched = 0
  let changed = 0
  for (const resource of resources) {
    if (resource.root.fields.length === 0) continue
    const id = originalId(resource)
    if (keptTypes.some((type) => isSelected(id, type))) continue
    for (const fieldSpec of fieldSpecs) {
      if (!isSelected(id, fieldSpec)) continue
      if (fieldSpec.path === 'metadata/name') {
        addToList(resource, annotation, text)
        if (text !== '') storePreviousId(resource)
      }
      applyFieldSpec(resource, fieldSpec, creation, (node, what) => {
        const joined = join(text, node.value)
        matched += 1
        const step = joined === by.value ? by : { ...by, value: joined }
        if (setScalar(node, createScalar(joined, step), what)) changed += 1
      })
    }
  }
  return { matched, changed }
}
