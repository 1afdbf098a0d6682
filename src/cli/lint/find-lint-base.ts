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

/** What was looked for, and what is to be said where nobody sees that it is not there. */
export interface FoundBase {
  /** Undefined where all that is found counts. */
  readonly base: LintBase | undefined
  /** Why there is none, where `auto` asked for one. */
  readonly warning: string | undefined
}

/** The word for a base that is looked for; a branch of that name is `refs/heads/auto`. */
const automatic = 'auto'

/**
 * The commit at which the branch left `base`. For `auto` that is where it left the branch that it is to be merged into: in
 * the pipeline of a merge request its target, elsewhere the main branch. On that branch itself there is no base, since all
 * that it has counts; nor is there one before the first commit. Throws a UserError where the revision or the common
 * history is not there.
 */
export async function findLintBase(
  { root, branch, configuration }: OpenedWorkTree,
  base: string,
  { environment }: Terminal,
): Promise<FoundBase> {
  if (base === '') throw new UserError('--base needs a revision, or `auto`')
  const isAutomatic = base === automatic
  if ((isAutomatic || base === 'HEAD') && (await hasNoCommit(root))) {
    return { base: undefined, warning: isAutomatic ? explainNone('there is no commit yet') : undefined }
  }
  if (!isAutomatic) {
    const commit = await findMergeBase(root, base, 'HEAD')
    if (commit === undefined) throw new UserError(`\`${base}\` and HEAD have no common history; name another --base`)
    return { base: { commit, name: base }, warning: undefined }
  }
  const pipeline = await readPipeline(environment, root)
  const question = {
    root,
    head: 'HEAD',
    branch,
    mainBranch: configuration.layout.mainBranch ?? pipeline.mainBranch,
    pipeline,
  }
  const { revision, name } = await findDiffBase(question)
  return revision === 'HEAD'
    ? { base: undefined, warning: explainNone('this is the branch that others leave') }
    : { base: { commit: revision, name }, warning: undefined }
}

async function hasNoCommit(root: string): Promise<boolean> {
  if ((await runGit(root, ['rev-parse', '--verify', '--quiet', 'HEAD'])).ok) return false
  return (await runGit(root, ['rev-parse', '--git-dir'])).ok
}

function explainNone(reason: string): string {
  return `--base auto found no base: ${reason}, so all findings count.`
}
