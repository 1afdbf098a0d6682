import { deflateSync } from 'node:zlib'
import type { FileChange } from '../../files/transaction/file-change.ts'
import type { FileContent } from '../../files/transaction/file-content.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { createHunks } from './create-hunks.ts'
import type { DiffEffort } from './diff-text-lines.ts'
import { encodeBase85 } from './encode-base85.ts'
import { gitModes } from './git-modes.ts'
import { hashGitObject } from './hash-git-object.ts'
import { quoteGitPath } from './quote-git-path.ts'

/** Steps of comparing for a whole patch, some seconds' worth; files past that are replaced as a whole. */
const maximumEffort = 100_000_000
const noHash = '0'.repeat(40)

/**
 * A patch that `git apply` takes, as `git diff --full-index --binary --no-renames` prints it, sorted by path; empty where
 * nothing changes. What is not UTF-8 or has a NUL is a binary patch, so that the text is the patch, byte for byte. Hunks
 * have no section headings. The same changes give the same patch, whatever the time it takes.
 */
export function createGitPatch(changes: readonly FileChange[]): string {
  const effort = { left: maximumEffort }
  const sorted = changes
    .map((change) => ({ change, key: Buffer.from(change.path) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
  return sorted.map(({ change }) => printChange(change, effort)).join('')
}

function printChange({ path, before, after }: FileChange, effort: DiffEffort): string {
  const oldHash = before === undefined ? noHash : hashGitObject('blob', before.bytes)
  const newHash = after === undefined ? noHash : hashGitObject('blob', after.bytes)
  if (oldHash === newHash && before?.mode === after?.mode) return ''
  const head = [`diff --git ${quoteGitPath(`a/${path}`)} ${quoteGitPath(`b/${path}`)}`, ...printModes(before, after)]
  if (oldHash === newHash) return toLines(head)
  const isSameMode = before !== undefined && after !== undefined && before.mode === after.mode
  head.push(`index ${oldHash}..${newHash}${isSameMode ? ` ${gitModes[before.mode]}` : ''}`)
  return toLines(head) + printContent(path, before, after, effort)
}

function printModes(before: FileContent | undefined, after: FileContent | undefined): readonly string[] {
  if (before === undefined) return after === undefined ? [] : [`new file mode ${gitModes[after.mode]}`]
  if (after === undefined) return [`deleted file mode ${gitModes[before.mode]}`]
  if (before.mode === after.mode) return []
  return [`old mode ${gitModes[before.mode]}`, `new mode ${gitModes[after.mode]}`]
}

function printContent(
  path: RepoPath,
  before: FileContent | undefined,
  after: FileContent | undefined,
  effort: DiffEffort,
): string {
  const oldText = readText(before)
  const newText = readText(after)
  if (oldText === undefined || newText === undefined) {
    return toLines(['GIT binary patch', ...printLiteral(after), '', ...printLiteral(before), ''])
  }
  // An empty file comes and goes without content.
  if (oldText === newText) return ''
  const oldName = before === undefined ? '/dev/null' : nameFile(`a/${path}`)
  const newName = after === undefined ? '/dev/null' : nameFile(`b/${path}`)
  return toLines([`--- ${oldName}`, `+++ ${newName}`]) + createHunks(oldText, newText, effort)
}

/** A tab says where a name with spaces ends. */
function nameFile(path: string): string {
  return quoteGitPath(path) + (path.includes(' ') ? '\t' : '')
}

/** A file as text, no file as the empty one; undefined where it is binary. */
function readText(file: FileContent | undefined): string | undefined {
  if (file === undefined) return ''
  if (file.bytes.includes(0)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file.bytes)
  } catch {
    return undefined
  }
}

function printLiteral(file: FileContent | undefined): readonly string[] {
  const bytes = file?.bytes ?? new Uint8Array()
  return [`literal ${bytes.length}`, ...encodeBase85(deflateSync(bytes))]
}

function toLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}
