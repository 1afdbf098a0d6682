import { compareBytes } from '../../source/compare-bytes.ts'
import { BuildError } from '../build-error.ts'
import type { FieldSpec } from '../configuration/field-spec.ts'
import type { Effect } from '../effect.ts'
import type { Resource } from '../resource/resource.ts'
import { createScalar } from '../tree/create-node.ts'
import { applyFieldSpec, type Creation } from './apply-field-spec.ts'
import { setEntry } from './set-entry.ts'
import type { TextPair } from './text-pair.ts'

/**
 * Sets labels or annotations in each map that the fields name (filters/labels and filters/annotations). All maps of one
 * object in which a key is new share the node of its value, as in kustomize: a later patch of one changes all.
 */
export function setPairs(
  resources: readonly Resource[],
  pairs: readonly TextPair[],
  fieldSpecs: readonly FieldSpec[],
): Effect {
  const sorted = pairs.toSorted((a, b) => compareBytes(a.key, b.key))
  let matched = 0
  let changed = 0
  for (const resource of resources) {
    if (resource.root.fields.length === 0) continue
    for (const { key, value } of sorted) {
      const creation: Creation = { kind: 'mapping', tag: '!!map', by: value.by }
      const node = createScalar(value.text, value.by, { tag: '!!str' })
      for (const fieldSpec of fieldSpecs) {
        applyFieldSpec(resource, fieldSpec, creation, (map, what) => {
          if (key === '') throw emptyKey(value, what)
          matched += 1
          if (setEntry(map, key, node, what)) changed += 1
        })
      }
    }
  }
  return { matched, changed }
}

function emptyKey({ by }: TextPair['value'], what: string): BuildError {
  return new BuildError({ code: 'empty-key', message: `a key in ${what} would be empty`, at: by.at })
}
