import { existsSync } from 'node:fs'

/** Whether a path on disk leads to anything. */
export function pathExists(path: string): boolean {
  return existsSync(path)
}
