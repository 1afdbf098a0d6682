import { findMergeBase } from '../../files/git-merge-base.ts'
import { runGit } from '../../files/run-git.ts'
import { UserError } from '../../source/user-error.ts'
import { findDiffBase } from '../find-diff-base.ts'
import type { OpenedWorkTree } from '../open-repository.ts'
import { readPipeline } from '../read-pipeline.ts'
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
  { root, branch, configuration }: OpenedWorkTree,
  base: string,
  { environment }: Terminal,
): Promise<LintBase | undefined> {
  if (base === '') throw new UserError('--base needs a revision, or `auto`')
  if (base === 'HEAD' && !(await runGit(root, ['rev-parse', '--verify', '--quiet', 'HEAD'])).ok) {
    const isRepository = (await runGit(root, ['rev-parse', '--git-dir'])).ok
    if (isRepository) return undefined
  }
  if (base !== automatic) {
    const commit = await findMergeBase(root, base, 'HEAD')
    if (commit === undefined) throw new UserError(`\`${base}\` and HEAD have no common history; name another --base`)
    return { commit, name: base }
  }
  const pipeline = await readPipeline(environment, root)
  const question = {
    root,
    head: 'HEAD',
    branch,
    mainBranch: configuration.layout.mainBranch ?? pipeline.mainBranch,
    targetBranch: pipeline.targetBranch,
    targetCommit: pipeline.targetCommit,
  }
  const { revision, name } = await findDiffBase(question)
  return revision === 'HEAD' ? undefined : { commit: revision, name }
}
