import { statSync } from 'node:fs'

/** Whether a path on disk leads to a directory. */
export function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}
