import { noFields, noItems } from './empty-lists.ts'
import type { Step } from './step.ts'
import type { ScalarStyle, TreeField, TreeNode } from './tree-node.ts'

/** A scalar. Without a tag its plain text decides the type, as in kyaml's NewScalarRNode. */
export function createScalar(
  value: string,
  step: Step | undefined,
  { tag = '', style = 'plain' }: { readonly tag?: string; readonly style?: ScalarStyle } = {},
): TreeNode {
  return {
    kind: 'scalar',
    tag,
    style,
    isFlow: false,
    isTagged: false,
    value,
    fields: noFields,
    items: noItems,
    step,
    removed: undefined,
  }
}

/** A mapping of the given fields, which become its own. */
export function createMapping(step: Step | undefined, fields: TreeField[] = []): TreeNode {
  return {
    kind: 'mapping',
    tag: '!!map',
    style: 'plain',
    isFlow: false,
    isTagged: false,
    value: '',
    fields,
    items: noItems,
    step,
    removed: undefined,
  }
}

/** A sequence of the given items, which become its own. */
export function createSequence(step: Step | undefined, items: TreeNode[] = []): TreeNode {
  return {
    kind: 'sequence',
    tag: '!!seq',
    style: 'plain',
    isFlow: false,
    isTagged: false,
    value: '',
    fields: noFields,
    items,
    step,
    removed: undefined,
  }
}
