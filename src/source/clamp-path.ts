import { posix } from 'node:path'
import type { RepoPath } from './repo-path.ts'

/** A path as Flux joins it to the root of an artifact (SecureJoin): `..` and a leading slash never leave the root. */
export function clampPath(text: string): RepoPath {
  return posix.join('/', text).slice(1).replace(/\/$/, '')
}
