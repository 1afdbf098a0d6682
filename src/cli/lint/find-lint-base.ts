import { resolve } from 'node:path'
import { findMergeBase } from '../../files/git-merge-base.ts'
import { runGit } from '../../files/run-git.ts'
import { isWithin } from '../../source/is-within.ts'
import { UserError } from '../../source/user-error.ts'
import { findDiffBase } from '../find-diff-base.ts'
import type { OpenedRepository } from '../open-repository.ts'
import type { Terminal } from '../terminal.ts'

/** What findings are compared with. */
export interface LintBase {
  /** A commit that HEAD descends from, or `HEAD`. */
  readonly commit: string
  /** How it is called where it is shown. */
  readonly name: string
}

/** The word for a base that is looked for; a branch of that name is `refs/heads/auto`. */
const automatic = 'auto'

/**
 * The commit at which the branch left `base`. For `auto` that is where it left the branch that it is to be merged into: in
 * the pipeline of a merge request its target, elsewhere the main branch. On that branch itself there is no base, since all
 * that it has counts; nor is there one before the first commit. Throws a UserError where the revision or the common history is not there.
 */
export async function findLintBase(
  { root, repository }: OpenedRepository,
  base: string,
  { environment }: Terminal,
): Promise<LintBase | undefined> {
  if (base === 'HEAD' && !(await runGit(root, ['rev-parse', '--verify', '--quiet', 'HEAD'])).ok) {
    const isRepository = (await runGit(root, ['rev-parse', '--git-dir'])).ok
    if (isRepository) return undefined
  }
  if (base !== automatic) {
    const commit = await findMergeBase(root, base, 'HEAD')
    if (commit === undefined) throw new UserError(`\`${base}\` and HEAD have no common history; name another --base`)
    return { commit, name: base }
  }
  const checkout = environment.CI_PROJECT_DIR ?? environment.GITHUB_WORKSPACE
  const isOwn = checkout === undefined || isWithin(root, resolve(checkout))
  const pipeline = isOwn ? environment : {}
  const targetBranch = pipeline.CI_MERGE_REQUEST_TARGET_BRANCH_NAME || pipeline.GITHUB_BASE_REF || undefined
  const mainBranch = repository.layout.mainBranch ?? (pipeline.CI_DEFAULT_BRANCH || undefined)
  const question = {
    root,
    head: 'HEAD',
    branch: repository.branch,
    mainBranch,
    targetBranch,
    targetCommit: pipeline.CI_MERGE_REQUEST_DIFF_BASE_SHA || undefined,
  }
  const { revision, name } = await findDiffBase(question)
  return revision === 'HEAD' ? undefined : { commit: revision, name }
}
