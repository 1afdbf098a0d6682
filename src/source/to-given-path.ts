import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { RepoPath } from './repo-path.ts'

/**
 * A path as a user gave it, in the repository: from where the user stands where that is inside, or from the top. Both may
 * be meant, so what is typed from a directory below the top is tried as it is by who asks.
 */
export function toGivenPath(path: string, workingDirectory: string, root: string): RepoPath {
  const absolute = isAbsolute(path) ? path : resolve(workingDirectory, path)
  const inside = relative(root, absolute).split(sep).join('/')
  const plain = path.replace(/^\.\//, '').replace(/\/+$/, '')
  return inside === '' || inside.startsWith('..') ? plain : inside.replace(/\/+$/, '')
}
