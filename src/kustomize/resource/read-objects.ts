import type { Location } from '../../source/location.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { parseAsGoYaml } from '../../yaml/go-yaml/parse-as-go-yaml.ts'
import type { YamlDocument } from '../../yaml/yaml-document.ts'
import { BuildError } from '../build-error.ts'
import { createTreeReader, type TreeReader } from '../tree/create-tree-reader.ts'
import { expandAliases } from '../tree/expand-aliases.ts'
import { isEmptyNode } from '../tree/is-empty-node.ts'
import type { Cause } from '../tree/step.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { checkObject } from './check-object.ts'
import { inlineLists } from './inline-lists.ts'
import { pairDocuments } from './pair-documents.ts'
import { splitDocuments } from './split-documents.ts'
import { unwrapList } from './unwrap-list.ts'

/** How the objects of a text are read. */
export interface ReadOptions {
  /** What the objects are; `resource` by default. */
  readonly cause?: Cause
  /** Where offsets of the text are in the file; for a text that stands in another one. */
  readonly locate?: (start: number, end: number) => Location
  /** Those of the text, where they are known already. */
  readonly documents?: readonly YamlDocument[] | undefined
}

/**
 * The objects of a YAML stream in kustomize's order (resource.Factory's RNodesFromBytes): lists taken apart, empty
 * documents left out, each object with a kind and, unless it is a list, a name. Throws a BuildError at the first mistake:
 * `malformed-yaml`, `invalid-document-separator`, `missing-kind`, `missing-name`, `invalid-list`, `duplicate-key`,
 * `not-json`, `alias-bomb`, `alias-loop`.
 */
export function readObjects(text: string, file: RepoPath, options: ReadOptions = {}): TreeNode[] {
  const { cause = 'resource', locate = (start, end) => ({ file, start, end }), documents } = options
  const parts = splitDocuments(text, locate)
  const isOnly = parts.length === 1
  const paired = isOnly || documents === undefined ? undefined : pairDocuments(text, parts, documents)
  const read =
    paired?.flatMap((document) => readDocument(document, isOnly, cause, locate)) ??
    parts.flatMap((part) => {
      const { offsetOf } = part
      const [document] = parseAsGoYaml(part.text, 'manifest', part.text === text ? documents : undefined)
      const locateHere = (start: number, end: number): Location => locate(offsetOf(start), offsetOf(end))
      return document === undefined ? [] : readDocument(document, isOnly, cause, locateHere)
    })
  const objects = read.map(({ reader, tree }) => expandAliases(reader, tree)).filter((tree) => !isEmptyNode(tree))
  for (const object of objects) checkObject(object)
  return inlineLists(objects)
}

interface Read {
  readonly reader: TreeReader
  readonly tree: TreeNode
}

/** Of each part of a stream only the first document counts. */
function readDocument(
  document: YamlDocument,
  isOnly: boolean,
  cause: Cause,
  locate: (start: number, end: number) => Location,
): readonly Read[] {
  const problem = document.problems[0]
  if (problem !== undefined) {
    const at = locate(problem.start, problem.end)
    throw new BuildError({ code: 'malformed-yaml', message: problem.message, at })
  }
  if (document.root === undefined) return []
  const reader = createTreeReader(document, cause, locate)
  const tree = reader.read(document.root)
  if (tree.tag === '!!null') return []
  return (isOnly ? unwrapList(tree) : [tree]).map((item) => ({ reader, tree: item }))
}
