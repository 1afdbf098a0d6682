import { posix } from 'node:path'
import { isWithin } from '../source/is-within.ts'
import type { RepoPath } from '../source/repo-path.ts'
import type { Artifact } from './artifact.ts'

/** Where a path inside an artifact comes from in its source, the copies tried last first, as the later one overwrites. */
export function mapArtifactPath(artifact: Artifact, path: RepoPath): readonly RepoPath[] {
  const origins: RepoPath[] = []
  for (const copy of artifact.copies.toReversed()) {
    const to = copy.keepsName ? posix.join(copy.to, posix.basename(copy.from)) : copy.to
    if (isWithin(path, to))
      origins.push(posix.join(copy.from, path.slice(to === '' ? 0 : to.length + 1)).replace(/\/$/, ''))
  }
  return origins
}
