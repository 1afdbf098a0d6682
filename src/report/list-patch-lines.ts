import { toPrintable } from './to-printable.ts'

/** A line of a unified diff as it is printed. */
export interface PatchLine {
  /** `file` begins the next file; `header` is what else stands before its lines. */
  readonly kind: 'file' | 'header' | 'hunk' | 'added' | 'removed' | 'context'
  readonly text: string
}

/** The lines of a diff of Git, fit to be read: what is not text is told in one line. */
export function listPatchLines(patch: string): readonly PatchLine[] {
  const lines: PatchLine[] = []
  let part: 'header' | 'text' | 'binary' = 'header'
  for (const line of patch.replace(/\n$/, '').split('\n')) {
    if (line.startsWith('diff --git ')) {
      part = 'header'
      lines.push({ kind: 'file', text: toPrintable(line) })
    } else if (line === 'GIT binary patch') {
      part = 'binary'
      lines.push({ kind: 'header', text: '(not text, its content is not shown)' })
    } else if (part !== 'binary' && line.startsWith('@@ ')) {
      part = 'text'
      lines.push({ kind: 'hunk', text: toPrintable(line) })
    } else if (part !== 'binary') {
      lines.push({ kind: part === 'header' ? 'header' : kindOf(line), text: showEnd(line) })
    }
  }
  return patch === '' ? [] : lines
}

function kindOf(line: string): PatchLine['kind'] {
  return line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : 'context'
}

/** A carriage return at the end of a line is seen: it may be all that differs. */
function showEnd(line: string): string {
  return line.endsWith('\r') ? `${toPrintable(line.slice(0, -1))}␍` : toPrintable(line)
}
