import { resolve } from 'node:path'

/**
 * The branch that the work tree will be on: in a merge request of GitLab or GitHub its target, in a branch pipeline
 * that branch. Pipelines check out a detached commit, so Git itself does not know. Undefined outside a pipeline, and
 * for a repository that is not the pipeline's own checkout.
 */
export function currentBranch(
  environment: Readonly<Record<string, string | undefined>>,
  root: string,
): string | undefined {
  const checkout = environment.CI_PROJECT_DIR ?? environment.GITHUB_WORKSPACE
  if (checkout !== undefined && resolve(checkout) !== root) return undefined
  const { CI_MERGE_REQUEST_TARGET_BRANCH_NAME, CI_COMMIT_BRANCH, GITHUB_BASE_REF, GITHUB_REF_NAME, GITHUB_REF_TYPE } =
    environment
  return (
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME ||
    CI_COMMIT_BRANCH ||
    GITHUB_BASE_REF ||
    (GITHUB_REF_TYPE === 'branch' ? GITHUB_REF_NAME : undefined) ||
    undefined
  )
}
