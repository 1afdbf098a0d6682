import { fieldOf } from '../../kustomize/field-of.ts'
import type { KustomizationFile } from '../../kustomize/kustomization-file.ts'
import type { Location } from '../../source/location.ts'
import { spanOf } from '../../yaml/span-of.ts'

/** Where the value of a field of a kustomization file stands; the start of the file where it has none. */
export function locateField({ path, document, root }: KustomizationFile, name: string): Location {
  const value = document === undefined ? undefined : fieldOf(document, root, name)?.value
  return { file: path, ...(value === undefined ? { start: 0, end: 0 } : spanOf(value)) }
}
