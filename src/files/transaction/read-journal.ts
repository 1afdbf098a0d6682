import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { checkPaths } from './check-paths.ts'
import { ignoreErrors } from './ignore-errors.ts'
import type { Journal } from './journal.ts'

/** What a journal's file says; `damaged` where it was not written to its end, or not by this program. */
export type JournalFile =
  | { readonly kind: 'none' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'journal'; readonly journal: Journal }

/** Reads a journal. Throws a UserError where it names what no transaction may change, or cannot be read. */
export function readJournal(path: string): JournalFile {
  let text = ''
  const isThere = ignoreErrors(['ENOENT', 'ENOTDIR'], () => {
    text = readFileSync(path, 'utf8')
  })
  if (!isThere) return { kind: 'none' }
  const body = text.slice(text.indexOf('\n') + 1)
  const hash = createHash('sha256').update(body).digest('hex')
  if (text !== `${hash}\n${body}`) return { kind: 'damaged' }
  // What has its own hash is as it was written.
  const journal = JSON.parse(body) as Journal
  checkPaths(journal.entries.map(({ path: changed, after }) => ({ path: changed, isWritten: after !== undefined })))
  checkPaths(journal.removedDirectories.map((directory) => ({ path: directory.path, isWritten: false })))
  checkPaths(journal.createdDirectories.map((directory) => ({ path: directory, isWritten: false })))
  return { kind: 'journal', journal }
}
