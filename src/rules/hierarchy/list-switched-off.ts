import type { Repository } from '../../model/repository.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { resolveRepoPath } from '../../source/resolve-repo-path.ts'
import type { Build } from './collect-build.ts'

/** The paths that kustomization files of a build name in entries that are commented out: toggles, set on purpose. */
export function listSwitchedOff({ directories }: Build, { kustomizations, files }: Repository): readonly RepoPath[] {
  return [...directories].flatMap((directory) => {
    const text = files.get(kustomizations.get(directory)?.path ?? '')?.text ?? ''
    const entries = text.matchAll(/^[ \t]*#[ \t#]*-[ \t]+(["']?)([^\s"'#]+)\1[ \t]*(?:#.*)?\r?$/gm)
    return Array.from(entries, ([, , entry = '']) => resolveRepoPath(directory, entry)).filter(
      (path) => path !== undefined,
    )
  })
}
