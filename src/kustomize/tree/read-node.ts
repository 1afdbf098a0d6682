import type { Node } from 'yaml'
import type { Location } from '../../source/location.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { YamlDocument } from '../../yaml/yaml-document.ts'
import { createTreeReader } from './create-tree-reader.ts'
import { expandAliases } from './expand-aliases.ts'
import type { Cause } from './step.ts'
import type { TreeNode } from './tree-node.ts'

/**
 * A node of a parsed document as go-yaml v3 decodes it, aliases and merge keys expanded as kyaml's DeAnchor does. Each
 * value's step has the place of its text; `locate` says where offsets of the document are in the file, for a document
 * that stands in another one. Throws a BuildError `alias-bomb`, `alias-loop` or `malformed-yaml`.
 */
export function readNode(
  document: YamlDocument,
  node: Node,
  file: RepoPath,
  cause: Cause,
  locate: (start: number, end: number) => Location = (start, end) => ({ file, start, end }),
): TreeNode {
  const reader = createTreeReader(document, cause, locate)
  return expandAliases(reader, reader.read(node))
}
