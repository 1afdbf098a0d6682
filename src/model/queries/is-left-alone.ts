import type { JsonValue } from '../../yaml/json-value.ts'

/**
 * Whether a label or annotation tells Flux to leave an object as it is in the cluster, all the time or once it exists:
 * `reconcile: disabled`, `ssa: Ignore` and `ssa: IfNotPresent` of `kustomize.toolkit.fluxcd.io`, in any letter case.
 */
export function isLeftAlone(value: JsonValue): boolean {
  const metadata = fieldsOf(fieldsOf(value)?.get('metadata'))
  return ['labels', 'annotations'].some((field) =>
    [...(fieldsOf(metadata?.get(field)) ?? [])].some(
      ([key, text]) => typeof text === 'string' && controls.get(key)?.includes(text.toLowerCase()) === true,
    ),
  )
}

const controls = new Map([
  ['kustomize.toolkit.fluxcd.io/reconcile', ['disabled']],
  ['kustomize.toolkit.fluxcd.io/ssa', ['ignore', 'ifnotpresent']],
])

function fieldsOf(value: JsonValue | undefined): ReadonlyMap<string, JsonValue> | undefined {
  return value instanceof Map ? value : undefined
}
