import { join } from 'node:path'
import { createFile } from '../../files/create-file.ts'
import { pathExists } from '../../files/path-exists.ts'
import type { NewFile } from './new-file.ts'

/** Where a file goes, and whether it is really to be written. */
export interface OfferRequest {
  readonly root: string
  readonly isDryRun: boolean
}

/**
 * Writes a file unless there is one, under this name or another that its program reads, and returns what to tell the user:
 * what was done, the text where it was not written, what to do next. Throws a UserError where it cannot be written.
 */
export function offerFile({ path, text, aliases, next }: NewFile, { root, isDryRun }: OfferRequest): string {
  const existing = [path, ...aliases].find((one) => pathExists(join(root, one)))
  const steps = next.map((step) => `  then run: ${step}\n`).join('')
  if (existing !== undefined) return keep(existing, text) + steps
  if (isDryRun) return `would write ${path}\n${indent(text)}${steps}`
  return createFile(root, path, text) ? `wrote ${path}\n${indent(text)}${steps}` : keep(path, text) + steps
}

function keep(path: string, text: string): string {
  return `${path} is there already and stays as it is; this is what belongs into it:\n${indent(text)}`
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ')
}
