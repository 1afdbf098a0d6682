import type { Location } from '../../source/location.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { parseAsGoYaml } from '../../yaml/go-yaml/parse-as-go-yaml.ts'
import { BuildError } from '../build-error.ts'
import { createTreeReader, type TreeReader } from '../tree/create-tree-reader.ts'
import { expandAliases } from '../tree/expand-aliases.ts'
import { isEmptyNode } from '../tree/is-empty-node.ts'
import type { Cause } from '../tree/step.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { checkObject } from './check-object.ts'
import { inlineLists } from './inline-lists.ts'
import { type StreamPart, splitDocuments } from './split-documents.ts'
import { unwrapList } from './unwrap-list.ts'

/** How the objects of a text are read. */
export interface ReadOptions {
  /** What the objects are; `resource` by default. */
  readonly cause?: Cause
  /** Where offsets of the text are in the file; for a text that stands in another one. */
  readonly locate?: (start: number, end: number) => Location
}

/**
 * The objects of a YAML stream in kustomize's order (resource.Factory's RNodesFromBytes): lists taken apart, empty
 * documents left out, each object with a kind and, unless it is a list, a name. Throws a BuildError at the first mistake:
 * `malformed-yaml`, `invalid-document-separator`, `missing-kind`, `missing-name`, `invalid-list`, `duplicate-key`,
 * `not-json`, `alias-bomb`.
 */
export function readObjects(text: string, file: RepoPath, options: ReadOptions = {}): TreeNode[] {
  const { cause = 'resource', locate = (start, end) => ({ file, start, end }) } = options
  const parts = splitDocuments(text, locate)
  const read = parts.flatMap((part) => readPart(part, parts.length === 1, { cause, locate }))
  const objects = read.map(({ reader, tree }) => expandAliases(reader, tree)).filter((tree) => !isEmptyNode(tree))
  for (const object of objects) checkObject(object)
  return inlineLists(objects)
}

interface Read {
  readonly reader: TreeReader
  readonly tree: TreeNode
}

/** Of each part only the first document counts. */
function readPart(
  { text, offsetOf }: StreamPart,
  isOnly: boolean,
  { cause, locate }: Required<ReadOptions>,
): readonly Read[] {
  const locateHere = (start: number, end: number): Location => locate(offsetOf(start), offsetOf(end))
  const [document] = parseAsGoYaml(text, 'manifest')
  if (document === undefined) return []
  const problem = document.problems[0]
  if (problem !== undefined) {
    const at = locateHere(problem.start, problem.end)
    throw new BuildError({ code: 'malformed-yaml', message: problem.message, at })
  }
  if (document.root === undefined) return []
  const reader = createTreeReader(document, cause, locateHere)
  const tree = reader.read(document.root)
  if (tree.tag === '!!null') return []
  return (isOnly ? unwrapList(tree) : [tree]).map((item) => ({ reader, tree: item }))
}
