import type { Build } from '../../kustomize/build/build.ts'
import type { Repository } from '../repository.ts'
import { hasAllInputs } from './has-all-inputs.ts'

/** Whether a build has all its objects, so that what is not among them is nowhere. */
export function isCompleteBuild(repository: Repository, build: Build): boolean {
  return build.problems.length === 0 && hasAllInputs(repository, build)
}
