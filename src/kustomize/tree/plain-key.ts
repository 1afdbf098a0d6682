import { noFields, noItems } from './empty-lists.ts'
import type { TreeNode } from './tree-node.ts'
import { Written } from './written.ts'

/** A key that is a word without quotes and tag, as nearly all keys and so nearly half of all nodes are. */
export class PlainKey extends Written implements Readonly<TreeNode> {
  readonly value: string

  constructor(value: string, ...written: ConstructorParameters<typeof Written>) {
    super(...written)
    this.value = value
  }

  get kind(): 'scalar' {
    return 'scalar'
  }

  get tag(): '!!str' {
    return '!!str'
  }

  get style(): 'plain' {
    return 'plain'
  }

  get isFlow(): false {
    return false
  }

  get isTagged(): false {
    return false
  }

  get fields(): TreeNode['fields'] {
    return noFields
  }

  get items(): TreeNode['items'] {
    return noItems
  }

  get removed(): undefined {
    return undefined
  }
}
