import { getField } from '../tree/get-field.ts'
import { parseGroupVersion } from './parse-group-version.ts'
import type { Resource } from './resource.ts'

/** An object's group, version and kind; empty texts where they are missing. */
export function gvkOf({ root }: Resource): { readonly group: string; readonly version: string; readonly kind: string } {
  const { group, version } = parseGroupVersion(getField(root, 'apiVersion')?.value ?? '')
  return { group, version, kind: getField(root, 'kind')?.value ?? '' }
}
