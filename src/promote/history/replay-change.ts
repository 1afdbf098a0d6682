import type { FileContent } from '../../files/transaction/file-content.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { isSameContent } from '../plan/is-same-content.ts'
import { mergeContents } from './merge-contents.ts'

/** A file before and after a commit; undefined where it is not there. */
export interface ReplayedChange {
  readonly path: RepoPath
  readonly before: FileContent | undefined
  readonly after: FileContent | undefined
}

/** Makes the change of a file again on another content of it; where that cannot be, it is as after the commit. */
export function replayChange(
  { path, before, after }: ReplayedChange,
  content: FileContent | undefined,
): FileContent | undefined {
  if (isSameContent(before, after)) return content
  if (before === undefined || after === undefined || content === undefined) return after
  if (isSameContent(before, content)) return after
  const merged = mergeContents(path, { base: before, source: after, target: content })
  if (merged === undefined || merged.conflicts.length > 0) return after
  return { bytes: new TextEncoder().encode(merged.text), mode: after.mode }
}
