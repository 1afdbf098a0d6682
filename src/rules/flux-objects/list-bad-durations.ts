import { type DurationField, durationFieldsOf } from '../../flux/duration-fields.ts'
import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { locateField } from '../../kustomize/lineage/locate-field.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import { hasVariable } from '../../source/has-variable.ts'
import type { Location } from '../../source/location.ts'
import type { JsonValue } from '../../yaml/json-value.ts'

/** A value that the API server refuses as a duration. */
export interface BadDuration {
  readonly field: DurationField
  readonly path: readonly (string | number)[]
  readonly text: string
  /** Whether it is a number, which is refused without being read. */
  readonly isNumber: boolean
  readonly at: Location | undefined
}

/** The durations of a Flux object that its CRD refuses. Variables without a value fit anywhere, a null is none. */
export function listBadDurations(object: BuiltObject): readonly BadDuration[] {
  if (!object.id.group.includes('fluxcd')) return none
  const durations = known.get(object.root) ?? find(object)
  known.set(object.root, durations)
  return durations
}

const none: readonly BadDuration[] = []

/** Clusters share objects. */
const known = new WeakMap<TreeNode, readonly BadDuration[]>()

function find({ id, root, value: object }: BuiltObject): readonly BadDuration[] {
  return durationFieldsOf(id).flatMap((field) => {
    const pattern = patternOf(field)
    return listValues(object, field.path).flatMap(({ value, path }): BadDuration[] => {
      const isNumber = typeof value === 'number' || typeof value === 'bigint'
      if (!isNumber && typeof value !== 'string' && typeof value !== 'boolean') return []
      const text = String(value)
      if (hasVariable(text) || (!isNumber && pattern.test(text.slice(0, 200)))) return []
      return [{ field, path, text, isNumber, at: locateField(root, path) }]
    })
  })
}

const patterns = new Map<DurationField['units'], RegExp>()

function patternOf({ units }: DurationField): RegExp {
  const pattern = patterns.get(units) ?? new RegExp(`^([0-9]+(\\.[0-9]+)?(${units.join('|')}))+$`)
  patterns.set(units, pattern)
  return pattern
}

interface Found {
  readonly value: JsonValue
  readonly path: readonly (string | number)[]
}

function listValues(object: JsonValue, path: readonly string[]): readonly Found[] {
  let found: readonly Found[] = [{ value: object, path: [] }]
  for (const step of path) {
    found = found.flatMap(({ value, path: above }): readonly Found[] => {
      if (step === '*' && Array.isArray(value)) {
        return value.map((item, index) => ({ value: item, path: [...above, index] }))
      }
      const next = value instanceof Map ? value.get(step) : undefined
      return next === undefined ? [] : [{ value: next, path: [...above, step] }]
    })
  }
  return found
}
