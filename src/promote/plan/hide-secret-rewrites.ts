import type { FileChange } from '../../files/transaction/file-change.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { findSecrets } from './find-secrets.ts'
import type { Rewrite } from './promotion-plan.ts'

/** Rewrites of the files that change; one in a line that holds a secret does not show what is rewritten. */
export function hideSecretRewrites(
  rewrites: readonly Rewrite[],
  changes: readonly FileChange[],
  secretFiles: ReadonlySet<RepoPath>,
): readonly Rewrite[] {
  const contents = new Map(changes.map(({ path, after }) => [path, after]))
  const hidden = new Map<RepoPath, ReadonlySet<number>>()
  return rewrites.flatMap((rewrite) => {
    const { path, line } = rewrite
    const content = contents.get(path)
    if (content === undefined) return contents.has(path) ? [rewrite] : []
    const lines = hidden.get(path) ?? listSecretLines(path, new TextDecoder().decode(content.bytes), secretFiles)
    hidden.set(path, lines)
    return lines.has(line) ? [{ ...rewrite, before: '•••', after: '•••' }] : [rewrite]
  })
}

/** Lines that hold something secret; the first is 1. */
function listSecretLines(path: RepoPath, text: string, secretFiles: ReadonlySet<RepoPath>): ReadonlySet<number> {
  const found = new Set<number>()
  const spans = findSecrets(path, text, secretFiles)
  let [index, start] = [0, 0]
  for (const [line, written] of text.split('\n').entries()) {
    const end = start + written.length + 1
    while (index < spans.length && (spans[index]?.end ?? 0) <= start) index += 1
    const span = spans[index]
    if (span !== undefined && span.start < end - 1) found.add(line + 1)
    start = end
  }
  return found
}
