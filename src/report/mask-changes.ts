import type { FileChange } from '../files/transaction/file-change.ts'
import type { FileContent } from '../files/transaction/file-content.ts'
import { joinSpans } from '../model/queries/join-spans.ts'
import { listSecretFiles } from '../model/queries/list-secret-files.ts'
import { listSecretSpans, type Span } from '../model/queries/list-secret-spans.ts'
import type { Repository } from '../model/repository.ts'
import type { SourceFile } from '../model/source-file.ts'

/** The states on both sides of some changes. */
export interface ChangedStates {
  readonly before: Repository
  readonly after: Repository
}

/**
 * Changes to show: what is secret in a file is masked, alike where both sides hold the same, and told to be changed where
 * only one does; of a file that a secret generator reads that is every line. Any other that cannot be read as text keeps
 * its bytes, which no patch prints.
 */
export function maskChanges(changes: readonly FileChange[], { before, after }: ChangedStates): readonly FileChange[] {
  const secretFiles = new Set([...listSecretFiles(before), ...listSecretFiles(after)])
  return changes.map((change) => {
    const isSecret = secretFiles.has(change.path)
    const old = listSecrets(change.before, before.files.get(change.path), isSecret)
    const now = listSecrets(change.after, after.files.get(change.path), isSecret)
    return {
      path: change.path,
      before: mask(change.before, old, now, '••• (before)'),
      after: mask(change.after, now, old, '••• (changed)'),
    }
  })
}

interface Secret {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Undefined where a secret file cannot be read as text. */
function listSecrets(
  content: FileContent | undefined,
  file: SourceFile | undefined,
  isSecret: boolean,
): readonly Secret[] | undefined {
  if (content === undefined) return []
  if (file === undefined || !file.isUtf8) return isSecret ? undefined : []
  const spans: readonly Span[] = isSecret ? listLines(file.text) : joinSpans(listSecretSpans(file))
  return spans
    .map(({ start, end }) => ({ start, end, text: file.text.slice(start, end) }))
    .filter(({ text }) => text.trim() !== '')
}

function listLines(text: string): readonly Span[] {
  let start = 0
  return text.split('\n').map((line) => {
    const span = { start, end: start + line.length }
    start = span.end + 1
    return span
  })
}

function mask(
  content: FileContent | undefined,
  secrets: readonly Secret[] | undefined,
  others: readonly Secret[] | undefined,
  other: string,
): FileContent | undefined {
  if (content === undefined || secrets?.length === 0) return content
  if (secrets === undefined) return { ...content, bytes: new TextEncoder().encode(`${other}\n`) }
  const known = new Set(others?.map(({ text }) => text))
  const text = new TextDecoder().decode(content.bytes)
  let result = ''
  let from = 0
  for (const { start, end, text: secret } of secrets) {
    // Line breaks stay, so that every other line stays where it is.
    const shown = known.has(secret) ? '•••' : other
    result += text.slice(from, start) + secret.replace(/[^\r\n]+/g, shown)
    from = end
  }
  return { ...content, bytes: new TextEncoder().encode(result + text.slice(from)) }
}
