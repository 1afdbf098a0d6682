import { resolve } from 'node:path'
import { readGitPrefix } from '../files/git-prefix.ts'

/** What a pipeline of GitLab or GitHub says of the repository that it checked out. */
export interface Pipeline {
  /**
   * The branch that the work tree will be on: in a merge request its target, in a branch pipeline that branch. Pipelines
   * check out a detached commit, so Git itself does not know.
   */
  readonly branch?: string
  /** The branch that is to be merged into. */
  readonly targetBranch?: string
  /** The commit at which the branch left that one. */
  readonly targetCommit?: string
  /** The newest commit of that one, where the pipeline runs on a merge of both. */
  readonly targetTip?: string
  readonly mainBranch?: string
}

/**
 * Reads the environment of a pipeline for the repository at a directory. Empty outside of a pipeline, and for a repository
 * that is not the pipeline's own checkout; a directory of that checkout belongs to it, another clone inside of it does not.
 */
export async function readPipeline(
  environment: Readonly<Record<string, string | undefined>>,
  root: string,
): Promise<Pipeline> {
  const checkout = environment.CI_PROJECT_DIR ?? environment.GITHUB_WORKSPACE
  if (checkout !== undefined) {
    const prefix = await readGitPrefix(root)
    const top = resolve(root, ...prefix.split('/').flatMap((part) => (part === '' ? [] : ['..'])))
    if (resolve(checkout) !== top) return {}
  }
  const { CI_MERGE_REQUEST_TARGET_BRANCH_NAME, CI_COMMIT_BRANCH, GITHUB_BASE_REF, GITHUB_REF_NAME, GITHUB_REF_TYPE } =
    environment
  const branch =
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME ||
    CI_COMMIT_BRANCH ||
    GITHUB_BASE_REF ||
    (GITHUB_REF_TYPE === 'branch' ? GITHUB_REF_NAME : undefined)
  const targetBranch = CI_MERGE_REQUEST_TARGET_BRANCH_NAME || GITHUB_BASE_REF
  const {
    CI_MERGE_REQUEST_DIFF_BASE_SHA: targetCommit,
    CI_MERGE_REQUEST_TARGET_BRANCH_SHA: targetTip,
    CI_DEFAULT_BRANCH: mainBranch,
  } = environment
  return {
    ...(branch ? { branch } : {}),
    ...(targetBranch ? { targetBranch } : {}),
    ...(targetCommit ? { targetCommit } : {}),
    ...(targetTip ? { targetTip } : {}),
    ...(mainBranch ? { mainBranch } : {}),
  }
}
