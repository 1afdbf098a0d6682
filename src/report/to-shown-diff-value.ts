import { getField } from '../kustomize/tree/get-field.ts'
import type { FieldSide } from '../model/diff/field-change.ts'
import { maskCredentials } from '../source/mask-credentials.ts'
import type { JsonValue } from '../yaml/json-value.ts'
import { mask } from './show-value.ts'

/** A value with a mask in place of every secret in it. */
export function toShownValue(
  { value, node, path }: FieldSide,
  isHidden: (path: FieldSide['path'], node: FieldSide['node']) => boolean,
): JsonValue {
  if (value instanceof Map) {
    return new Map(
      [...value].map(([key, inner]) => [
        key,
        toShownValue({ value: inner, node: getField(node, key), path: [...path, key] }, isHidden),
      ]),
    )
  }
  if (Array.isArray(value)) {
    return value.map((inner: JsonValue, index) =>
      toShownValue({ value: inner, node: node?.items[index], path: [...path, index] }, isHidden),
    )
  }
  if (isHidden(path, node)) return mask
  return typeof value === 'string' ? maskCredentials(value) : value
}
