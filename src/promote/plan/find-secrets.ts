import { createMemoryFileSystem } from '../../files/memory-file-system.ts'
import { createSourceFile } from '../../model/create-source-file.ts'
import { joinSpans } from '../../model/queries/join-spans.ts'
import { listSecretSpans, type Span } from '../../model/queries/list-secret-spans.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/**
 * What of a text must never be printed, in order: all of a file that a secret generator reads, in any other what is known
 * to be secret.
 */
export function findSecrets(path: RepoPath, text: string, secretFiles: ReadonlySet<RepoPath>): readonly Span[] {
  if (secretFiles.has(path)) return [{ start: 0, end: text.length }]
  const files = createMemoryFileSystem({ [path]: text })
  const [entry] = files.entries
  return entry === undefined ? [] : joinSpans(listSecretSpans(createSourceFile(files, entry, false)))
}
