import type { Location } from '../../source/location.ts'
import { BuildError } from '../build-error.ts'
import { getFieldIgnoringCase } from '../tree/get-field-ignoring-case.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import { isYaml11NonString } from '../tree/is-yaml11-non-string.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/** One condition of a selector; an empty text is none. */
export interface SelectorPart {
  readonly text: string
  readonly at: Location | undefined
}

/** Chooses objects by regular expressions on their ids, and by their labels and annotations (types.Selector). */
export interface Selector {
  readonly group: SelectorPart
  readonly version: SelectorPart
  readonly kind: SelectorPart
  readonly name: SelectorPart
  readonly namespace: SelectorPart
  readonly labelSelector: SelectorPart
  readonly annotationSelector: SelectorPart
  readonly at: Location | undefined
}

/**
 * Reads the `target` of a patch, or the `select` or `reject` of a replacement. Letter case of the fields is ignored. Throws
 * a BuildError for a group, version or kind that is no text.
 */
export function readSelector(node: TreeNode): Selector {
  const read = (field: string): SelectorPart => {
    const value = getFieldIgnoringCase(node, field)
    const text = value?.kind === 'scalar' && !isNullNode(value) ? value.value : ''
    return { text, at: value?.step?.at ?? node.step?.at }
  }
  /** Upstream finds the type of these too late to make texts of numbers. */
  const readType = (field: string): SelectorPart => {
    const value = getFieldIgnoringCase(node, field)
    const isOther = value?.style === 'plain' && !isNullNode(value) && isYaml11NonString(value.value)
    if (value !== undefined && (value.kind !== 'scalar' || isOther)) {
      const message = `\`${field}\` of a selector must be a text`
      throw new BuildError({ code: 'selector-invalid', message, help: 'Put it in quotes.', at: value.step?.at })
    }
    return read(field)
  }
  return {
    group: readType('group'),
    version: readType('version'),
    kind: readType('kind'),
    name: read('name'),
    namespace: read('namespace'),
    labelSelector: read('labelSelector'),
    annotationSelector: read('annotationSelector'),
    at: node.step?.at,
  }
}
