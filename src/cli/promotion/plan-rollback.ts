import { type GitLogEntry, listGitLog } from '../../files/git-log.ts'
import { openGitRevision } from '../../files/git-revision-file-system.ts'
import { listGitSubmodules } from '../../files/git-submodules.ts'
import { readGitTreeHash } from '../../files/git-tree-hash.ts'
import { fetchMoreHistory, isHistoryCut } from '../../files/is-history-cut.ts'
import { overlayFileSystem } from '../../files/overlay-file-system.ts'
import type { FileChange } from '../../files/transaction/file-change.ts'
import { leaveOutCancelled } from '../../promote/history/leave-out-cancelled.ts'
import type { Promotion } from '../../promote/history/promotion.ts'
import { hashTrees } from '../../promote/plan/hash-trees.ts'
import { isSameContent } from '../../promote/plan/is-same-content.ts'
import type { PlanProblem } from '../../promote/plan/promotion-plan.ts'
import { readUnit } from '../../promote/plan/read-unit.ts'
import type { PromotionReport } from '../../report/promotion-report.ts'
import { toPromotionReport } from '../../report/to-promotion-report.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { UserError } from '../../source/user-error.ts'
import type { Terminal } from '../terminal.ts'
import { compareClusters } from './compare-clusters.ts'
import { listDirtyFiles } from './list-dirty-files.ts'
import { listNewFindings } from './list-new-findings.ts'
import { nameRepetition } from './name-repetition.ts'
import { openTargetScope, type TargetScope } from './open-target-scope.ts'
import { readPromotions } from './read-history.ts'
import { readPast } from './read-past.ts'

/** What is to be taken back, and how. */
export interface RollbackRequest {
  readonly root: string
  readonly target: string
  readonly overwrites: boolean
  readonly showsSecrets: boolean
}

/** A rollback that is planned and checked. */
export interface PlannedRollback {
  readonly scope: TargetScope
  readonly promotion: Promotion
  readonly changes: readonly FileChange[]
  readonly trees: ReadonlyMap<RepoPath, string | undefined>
  readonly report: PromotionReport
}

/**
 * Plans to give an environment back the files that it had before its last promotion, and proves that its tree is then
 * the one of that time. Throws a UserError where there is no promotion to take back.
 */
export async function planRollback(request: RollbackRequest, terminal: Terminal): Promise<PlannedRollback> {
  const { root } = request
  const promotion = await findLast(root, request.target)
  const scope = await openTargetScope({ root, ...promotion }, terminal)
  const { target, pairs, workTree } = scope
  const directories = pairs.map(({ to }) => to)
  const earlier = `${promotion.commit}^1`
  const files = await openGitRevision(root, earlier)
  const isOwn = (path: RepoPath): boolean => target.isOwn(path) !== undefined
  const old = readUnit(files, directories, await listGitSubmodules(root, files.commit), isOwn)
  const changes: FileChange[] = []
  for (const path of [...new Set([...old.files.keys(), ...target.unit.files.keys()])].sort()) {
    const before = target.unit.files.get(path)
    // What is the cluster's own, no promotion has touched.
    const after = isOwn(path) ? before : old.files.get(path)
    if (!isSameContent(before, after)) changes.push({ path, before, after })
  }
  const trees = hashTrees(pairs, target.unit, changes)
  const undone = await listUndone(scope, promotion)
  const before = target.repository
  const after = workTree.toModel(overlayFileSystem(workTree.files, changes))
  const hindrances: readonly PlanProblem[] = [
    ...(await listDirtyFiles(root, directories, target.name, 'Commit them, or put them aside with `git stash`.')),
    ...target.unit.problems,
    ...old.problems,
    ...(undone.length === 0 || request.overwrites ? [] : [explainLater(undone, promotion)]),
  ]
  // What was wrong already when the environment was as it will be is no news.
  const states = hindrances.length > 0 || request.overwrites ? [] : [before, workTree.toModel(files)]
  const findings = states.length === 0 ? [] : listNewFindings(states, after, workTree.configuration)
  const insist = 'To roll back all the same: `--overwrite`.'
  const problems = [...hindrances, ...findings.map((one) => ({ ...one, help: `${one.help} ${insist}`.trim() }))]
  const clusters = compareClusters(before, after, directories)
  const carried = undone.map(({ hash, author, date, subject }) => ({ hash, author, date, subject }))
  const report = toPromotionReport(
    {
      command: 'rollback',
      source: null,
      target: target.name,
      selection: 'all',
      outcome: problems.length > 0 ? 'stopped' : changes.length === 0 ? 'nothing' : 'planned',
      directories: pairs,
      trees,
      changes,
      problems,
      notes: await proveTrees(root, files.commit, trees),
      kept: [],
      rewrites: [],
      leftBehind: [],
      clusters: clusters.meant,
      otherClusters: clusters.others,
      alreadyLive: [],
      commits: [],
      overwritten: request.overwrites ? carried : [],
      last: { commit: promotion.commit, date: promotion.date },
      states: { before, after },
      commit: null,
      branch: null,
      undo: nameRepetition(promotion),
    },
    { showsSecrets: request.showsSecrets },
  )
  return { scope, promotion, changes, trees, report }
}

/** The commits since a promotion that left something in the target; those that cancel each other have not. */
async function listUndone(
  { root, target, pairs }: TargetScope,
  { commit }: Promotion,
): Promise<readonly GitLogEntry[]> {
  const directories = pairs.map(({ to }) => to)
  const then = readUnit(await openGitRevision(root, commit), directories, [], () => false).files
  const now = target.unit.files
  const later = await listGitLog(root, { from: commit, to: 'HEAD', paths: directories })
  const { reverts } = await readPast(root, directories)
  return leaveOutCancelled(later, reverts).filter(({ paths }) =>
    paths.some((path) => target.isOwn(path) === undefined && !isSameContent(then.get(path), now.get(path))),
  )
}

/** The last promotion to an environment that nobody has taken back. */
async function findLast(root: string, target: string): Promise<Promotion> {
  const name = target.replace(/\/+$/, '').replace(/^.*\//, '')
  const all = await readPromotions(root, [''])
  const found = all.find((one) => !one.isReverted && (one.target === target || one.target === name))
  if (found !== undefined) return found
  const targets = [...new Set(all.filter(({ isReverted }) => !isReverted).map((one) => one.target))].sort()
  const none = (await isHistoryCut(root)) ? `this clone is shallow: ${fetchMoreHistory}` : 'there is none at all'
  const hint = targets.length === 0 ? none : `there are promotions to ${targets.join(', ')}`
  throw new UserError(`no promotion to \`${target}\` is in this history that could be taken back; ${hint}`)
}

function explainLater(
  commits: readonly { readonly hash: string; readonly author: string; readonly subject: string }[],
  { commit, target }: Promotion,
): PlanProblem {
  return {
    code: 'hotfix',
    message: `${target} has changed since the promotion ${commit.slice(0, 10)}, and a rollback would undo that too`,
    help: 'Where that is meant: `--overwrite`. Otherwise revert single commits with `git revert`.',
    places: commits.map(({ hash, author, subject }) => `${hash.slice(0, 10)} ${author}: ${subject}`),
    at: undefined,
  }
}

/** Whether each tree is Git's tree of the time before, in words. */
async function proveTrees(
  root: string,
  commit: string,
  trees: ReadonlyMap<RepoPath, string | undefined>,
): Promise<readonly string[]> {
  const notes: string[] = []
  for (const [directory, tree] of trees) {
    const wanted = await readGitTreeHash(root, commit, directory)
    if (tree !== undefined && tree === wanted) {
      notes.push(`\`${directory}\` is then the tree ${tree.slice(0, 10)} that it was at ${commit.slice(0, 10)}.`)
    } else if (wanted !== undefined || tree !== undefined) {
      notes.push(
        `\`${directory}\` is not the same tree as at ${commit.slice(0, 10)}: what is the cluster's own has changed.`,
      )
    }
  }
  return notes
}
