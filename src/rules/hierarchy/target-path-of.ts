import type { Target } from '../../kustomize/target.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/** The path in the repository that a reference leads to for certain: a file, or the directory that is built. */
export function targetPathOf(target: Target): RepoPath | undefined {
  if (target.kind === 'kustomization') return target.file.directory
  return target.kind === 'file' || target.kind === 'directory' ? target.path : undefined
}
