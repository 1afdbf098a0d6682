import type { MergeNode } from '../merge/merge-node.ts'
import type { FileDocument, MergeFile } from '../merge/read-file.ts'

/** What documents say with aliases resolved; as they are written where aliases expand to too much. */
export function createExpander(...files: readonly MergeFile[]): (document: FileDocument) => MergeNode {
  const meant = new Map<FileDocument, MergeNode>()
  try {
    for (const { documents } of files) {
      for (const document of documents.values()) meant.set(document, document.expand())
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    meant.clear()
  }
  return (document) => meant.get(document) ?? document.root
}
