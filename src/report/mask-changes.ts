import type { FileChange } from '../files/transaction/file-change.ts'
import type { FileContent } from '../files/transaction/file-content.ts'
import { listSecretSpans } from '../model/queries/list-secret-spans.ts'
import type { Repository } from '../model/repository.ts'
import type { SourceFile } from '../model/source-file.ts'

/** The states on both sides of some changes. */
export interface ChangedStates {
  readonly before: Repository
  readonly after: Repository
}

/**
 * Changes to show: what is secret in a file is masked, alike where both sides hold the same, and told to be changed where
 * only one does. A file that cannot be read as text keeps its bytes, which no patch prints.
 */
export function maskChanges(changes: readonly FileChange[], { before, after }: ChangedStates): readonly FileChange[] {
  return changes.map((change) => {
    const old = listSecrets(change.before, before.files.get(change.path))
    const now = listSecrets(change.after, after.files.get(change.path))
    return {
      path: change.path,
      before: mask(change.before, old, new Set(now.map(({ text }) => text)), '••• (before)'),
      after: mask(change.after, now, new Set(old.map(({ text }) => text)), '••• (changed)'),
    }
  })
}

interface Secret {
  readonly start: number
  readonly end: number
  readonly text: string
}

function listSecrets(content: FileContent | undefined, file: SourceFile | undefined): readonly Secret[] {
  if (content === undefined || file === undefined || !file.isUtf8) return []
  return listSecretSpans(file)
    .map(({ start, end }) => ({ start, end, text: file.text.slice(start, end) }))
    .filter(({ text }) => text.trim() !== '')
}

function mask(
  content: FileContent | undefined,
  secrets: readonly Secret[],
  others: ReadonlySet<string>,
  other: string,
): FileContent | undefined {
  if (content === undefined || secrets.length === 0) return content
  const text = new TextDecoder().decode(content.bytes)
  let result = ''
  let from = 0
  for (const { start, end, text: secret } of [...secrets].sort((a, b) => a.start - b.start)) {
    if (start < from) continue
    // Line breaks stay, so that every other line stays where it is.
    const shown = others.has(secret) ? '•••' : other
    result += text.slice(from, start) + secret.replace(/[^\r\n]+/g, shown)
    from = end
  }
  return { ...content, bytes: new TextEncoder().encode(result + text.slice(from)) }
}
