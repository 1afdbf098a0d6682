import { isWithin } from '../../source/is-within.ts'
import { nearestMatch } from '../../source/nearest-match.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { UserError } from '../../source/user-error.ts'
import type { DirectoryPair } from './directory-pair.ts'
import { mapPath } from './map-path.ts'

/** A limit as the user gave it. */
export interface AskedPath {
  /** From where the user stands, in the repository. */
  readonly path: RepoPath
  /** As it was typed: it may be meant from the top, or within the directories of the environment. */
  readonly typed: string
}

/**
 * Tells which paths of the target a promotion is limited to. Each limit is a path of the source or the target, or one
 * inside of the directories of both; none means everything. Throws a UserError where one leads to no file.
 */
export function createAskedTest(
  only: readonly AskedPath[],
  pairs: readonly DirectoryPair[],
  known: readonly RepoPath[],
): (path: RepoPath) => boolean {
  if (only.length === 0) return () => true
  const inTarget = [...new Set(known.map((path) => mapPath(path, pairs) ?? path))]
  const asked = only.flatMap(({ path, typed }): readonly RepoPath[] => {
    for (const one of new Set([path, typed])) {
      const candidates = [mapPath(one, pairs) ?? one, ...pairs.map(({ to }) => `${to}/${one}`)]
      const found = candidates.filter((candidate) => inTarget.some((file) => isWithin(file, candidate)))
      if (found.length > 0) return found
    }
    const near = nearestMatch(typed, [
      ...inTarget,
      ...inTarget.flatMap((file) => pairs.flatMap(({ to }) => (isWithin(file, to) ? [file.slice(to.length + 1)] : []))),
    ])
    const hint = near === undefined ? '' : `; did you mean \`${near}\`?`
    throw new UserError(`\`--only ${typed}\` leads to no file of either environment${hint}`)
  })
  return (path) => asked.some((one) => isWithin(path, one))
}
