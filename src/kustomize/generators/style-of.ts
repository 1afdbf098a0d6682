import { isYaml11NonString } from '../tree/is-yaml11-non-string.ts'
import type { ScalarStyle } from '../tree/tree-node.ts'

/** The style in which kyaml writes a new text: quoted where YAML 1.1 would not take it for one (FieldSetter, SetString). */
export function styleOf(text: string): ScalarStyle {
  if (text.includes('\n')) return 'literal'
  return isYaml11NonString(text) ? 'double' : 'plain'
}
