import type { FileContent } from '../../files/transaction/file-content.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { DirectoryPair } from './directory-pair.ts'
import { isTextFile } from './is-text-file.ts'
import type { Rewrite } from './promotion-plan.ts'
import { rewriteReferences } from './rewrite-references.ts'

/** A file of the source as it is to be in the target; what is no text stays as it is. */
export function rewriteContent(
  path: RepoPath,
  content: FileContent,
  pairs: readonly DirectoryPair[],
): { readonly content: FileContent; readonly rewrites: readonly Rewrite[] } {
  if (!isTextFile(content.bytes)) return { content, rewrites: [] }
  // A mark of the byte order is kept.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(content.bytes)
  const rewritten = rewriteReferences(path, text, pairs)
  if (rewritten.rewrites.length === 0) return { content, rewrites: [] }
  return { content: { ...content, bytes: new TextEncoder().encode(rewritten.text) }, rewrites: rewritten.rewrites }
}
