import { posix } from 'node:path'
import type { Repository } from '../../model/repository.ts'
import { isWithin } from '../../source/is-within.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/**
 * Tells whether something out of sight may build a path below `home`: a Flux Kustomization of a source that cannot be
 * seen, or with a path that only the rendered object has.
 */
export function listUnseenPaths({ references }: Repository): (path: RepoPath, home: RepoPath) => boolean {
  const candidates = new Set<RepoPath>()
  const endings = new Set<string>()
  for (const { target, text, field } of [...references.values()].flat()) {
    if (target.kind !== 'unknown') continue
    for (const candidate of target.candidates) candidates.add(candidate)
    const ending = posix.join('/', text).replace(/\/$/, '')
    if (field === 'spec.path' && target.candidates.length === 0 && ending !== '') endings.add(ending)
  }
  return (path, home) => {
    for (let at = parentDirectory(path); at !== home && isWithin(at, home); at = parentDirectory(at)) {
      if (candidates.has(at) || [...endings].some((ending) => `/${at}`.endsWith(ending))) return true
      if (at === '') break
    }
    return false
  }
}
