import type { FileSystem } from '../files/file-system.ts'
import type { FileChange } from '../files/transaction/file-change.ts'
import type { FileContent } from '../files/transaction/file-content.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { applyEdits } from '../yaml/edit/apply-edits.ts'
import type { TextEdit } from '../yaml/edit/text-edit.ts'
import type { Fix } from './fix.ts'

/** The changes of files that some fixes of one round make. A byte order mark and the mode stay as they are. */
export function writeFixes(fixes: readonly Fix[], files: FileSystem): readonly FileChange[] {
  const edits = new Map<RepoPath, TextEdit[]>()
  const changes: FileChange[] = []
  for (const fix of fixes) {
    for (const [path, some] of fix.edits) edits.set(path, [...(edits.get(path) ?? []), ...some])
    for (const [path, text] of fix.creates ?? []) {
      changes.push({ path, before: undefined, after: { bytes: new TextEncoder().encode(text), mode: 'file' } })
    }
  }
  if (edits.size === 0) return changes
  const modes = new Map(files.entries.map((entry) => [entry.path, entry.isExecutable === true]))
  for (const [path, some] of edits) {
    const bytes = files.read(path)
    if (!(bytes instanceof Uint8Array)) continue
    const mode: FileContent['mode'] = modes.get(path) === true ? 'executable' : 'file'
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    // Offsets are those of the text without its byte order mark.
    const mark = text.startsWith('\ufeff') ? '\ufeff' : ''
    const after = new TextEncoder().encode(mark + applyEdits(text.slice(mark.length), some))
    changes.push({ path, before: { bytes, mode }, after: { bytes: after, mode } })
  }
  return changes
}
