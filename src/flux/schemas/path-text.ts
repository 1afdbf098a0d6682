import { formatFieldPath } from '../../kustomize/lineage/parse-field-path.ts'

/** A path in a message; the root is the object. */
export function pathText(path: readonly (string | number)[]): string {
  return path.length === 0 ? 'the object' : formatFieldPath(path)
}
