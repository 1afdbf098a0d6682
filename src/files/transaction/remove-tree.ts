import { lstatSync, readdirSync, rmdirSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { ignoreErrors } from './ignore-errors.ts'

/** Removes a file, or a directory with everything in it but what `keeps` names; nothing where there is none. */
export function removeTree(path: string, keeps: readonly string[] = []): void {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  if (stats === undefined) return
  const gone = ['ENOENT']
  if (!stats.isDirectory()) {
    ignoreErrors(gone, () => unlinkSync(path))
    return
  }
  const names = readdirSync(path)
  for (const name of names) if (!keeps.includes(name)) removeTree(join(path, name))
  if (!names.some((name) => keeps.includes(name))) ignoreErrors(gone, () => rmdirSync(path))
}
