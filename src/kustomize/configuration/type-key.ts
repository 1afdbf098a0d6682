import type { Type } from './is-selected.ts'

/** The text that types are ordered by (resid's Gvk.String): what is missing comes last. */
export function typeKey({ group, version, kind }: Type): string {
  return `${group || '~G'}_${version || '~V'}_${kind || '~K'}`
}
