import type { Alias, Node } from 'yaml'

/** Something wrong with the text of a document; offsets in the file. */
export interface YamlProblem {
  readonly message: string
  readonly start: number
  readonly end: number
}

/** One document of a YAML file with the position of every node. Scalars keep their text: typing is a later question. */
export interface YamlDocument {
  /** 0-based place in the file. */
  readonly index: number
  /** Undefined where the document is empty or holds nothing but comments. What nodes say of comments is not to be relied on. */
  readonly root: Node | undefined
  readonly problems: readonly YamlProblem[]
  /** The text of the whole file, which all offsets are of. */
  readonly text: string
  /** The node that an alias stands for: the last one with its anchor before the alias. */
  resolveAlias(alias: Alias): Node | undefined
}
