import type { AppliedKustomization } from '../../model/closure/applied-kustomization.ts'
import { isWithin } from '../../source/is-within.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/** Whether the directories of two Flux Kustomizations are the same one, or one lies in the other. */
export function isOverlap(a: AppliedKustomization, b: AppliedKustomization): boolean {
  const [one, other] = [directoryOf(a), directoryOf(b)]
  if (one === undefined || other === undefined) return false
  return isWithin(one, other) || isWithin(other, one)
}

/** The directory of the repository that a Flux Kustomization builds. */
export function directoryOf({ path, build, owner }: AppliedKustomization): RepoPath | undefined {
  if (path?.target.kind === 'kustomization') return path.target.file.directory
  return owner === undefined ? build?.directory : undefined
}
