import type { Reference } from '../../kustomize/reference.ts'
import type { Repository } from '../../model/repository.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/**
 * The files with a path that leads to one that is gone, or into a directory that is taken as a whole and lacks it now.
 * What is named otherwise than by a path, such as an object of a deleted file, is not looked for.
 */
export function listReferring(gone: readonly RepoPath[], { references }: Repository): ReadonlySet<RepoPath> {
  const lacking = new Set<RepoPath>()
  for (const path of gone) {
    for (let at = path; at !== '' && !lacking.has(at); at = parentDirectory(at)) lacking.add(at)
  }
  const referring = new Set<RepoPath>()
  for (const [path, targets] of lacking.size === 0 ? [] : references) {
    if (targets.some((one) => leadsTo(one, lacking))) referring.add(path)
  }
  return referring
}

/** Whether a reference leads to one of the paths that are gone, or that lack something below them. */
function leadsTo({ target }: Reference, lacking: ReadonlySet<RepoPath>): boolean {
  if (target.kind === 'missing') return target.tried.some((path) => lacking.has(path))
  if (target.kind === 'directory') return lacking.has(target.path)
  return target.kind === 'kustomization' && target.file.origin !== 'file' && lacking.has(target.file.directory)
}
