import type { GitLogEntry } from '../../files/git-log.ts'
import { openGitRevision } from '../../files/git-revision-file-system.ts'
import { overlayFileSystem } from '../../files/overlay-file-system.ts'
import type { FileContent } from '../../files/transaction/file-content.ts'
import type { Promotion } from '../../promote/history/promotion.ts'
import { type AskedPath, createAskedTest } from '../../promote/plan/create-asked-test.ts'
import { makePlan } from '../../promote/plan/make-plan.ts'
import type { PlanProblem, PromotionPlan, Selection } from '../../promote/plan/promotion-plan.ts'
import { readUnit } from '../../promote/plan/read-unit.ts'
import type { CarriedCommit, PromotionReport } from '../../report/promotion-report.ts'
import { type PromotionInput, toPromotionReport } from '../../report/to-promotion-report.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { UserError } from '../../source/user-error.ts'
import type { Terminal } from '../terminal.ts'
import { compareClusters } from './compare-clusters.ts'
import { listDirtyFiles } from './list-dirty-files.ts'
import { listNewFindings } from './list-new-findings.ts'
import { openPromotionScope, type PromotionScope } from './open-promotion-scope.ts'
import { findHotfixes, readCarriedHistory, readPromotions } from './read-history.ts'

/** What is to be promoted, and how. */
export interface PromotionRequest {
  readonly root: string
  readonly source: string
  readonly target: string
  readonly sourceRef: string | undefined
  readonly selection: Selection
  /** Paths to which the promotion is limited; empty for all. */
  readonly only: readonly AskedPath[]
  readonly keepsTarget: boolean
  readonly overwrites: boolean
  readonly allowsDirtySource: boolean
  /** Undefined leaves it to the configuration. */
  readonly allowDelete: number | undefined
  /** Whether the patch of the report holds secrets, as one that is to be applied must. */
  readonly showsSecrets: boolean
}

/** A promotion that is planned and checked, with everything that is needed to make it. */
export interface PlannedPromotion {
  readonly scope: PromotionScope
  readonly plan: PromotionPlan
  /** Its outcome is `planned`, `stopped` or `nothing`. */
  readonly report: PromotionReport
}

/**
 * Plans a promotion and checks what it would do. The dry run and the real one both begin here, and neither writes.
 * Throws a UserError for what cannot be planned at all.
 */
export async function planPromotion(request: PromotionRequest, terminal: Terminal): Promise<PlannedPromotion> {
  const scope = await openPromotionScope(request, terminal)
  const { root, source, target, pairs, workTree } = scope
  if (!target.environment.isPromotable) {
    throw new UserError(`nothing may be promoted to \`${target.name}\`: .gitops.yaml says \`promotable: false\``)
  }
  if (source.environment.isEphemeral) {
    throw new UserError(`\`${source.name}\` is an ephemeral cluster, and nothing is promoted from one`)
  }
  const { promotion } = target.repository.layout
  const targets = pairs.map(({ to }) => to)
  const promotions = (await readPromotions(root, targets)).filter(
    (one) => !one.isReverted && one.target === target.name,
  )
  const [last] = promotions
  // What a promotion of a part, or one that kept the target, has left is still to be judged.
  const lastReplacement = promotions.find((one) => one.isReplacement)
  const lastFromSource = promotions.find((one) => one.source === source.name && one.isWhole)
  const plan = makePlan({
    source: source.name,
    target: target.name,
    pairs,
    sourceUnit: source.unit,
    targetUnit: target.unit,
    base: request.keepsTarget ? await readBase(scope, lastFromSource) : undefined,
    isOwn: { source: source.isOwn, target: target.isOwn },
    settings: promotion,
    selection: request.selection,
    isAsked: createAskedTest(request.only, pairs, [...source.unit.files.keys(), ...target.unit.files.keys()]),
    allowDelete: request.allowDelete ?? promotion.allowDelete,
    words: scope.words,
  })
  const before = target.repository
  const after = workTree.toModel(overlayFileSystem(workTree.files, plan.changes))
  const hotfixes = request.keepsTarget ? [] : await findHotfixes(scope, plan, lastReplacement)
  const problems: readonly PlanProblem[] = [
    ...(await listDirty(scope, request)),
    ...plan.problems,
    ...(request.overwrites ? [] : explainHotfixes(hotfixes, scope)),
    ...(plan.problems.length > 0 ? [] : listNewFindings(before, after, workTree.configuration)),
  ]
  const clusters = compareClusters(before, after, targets)
  const carried = await readCarriedHistory(scope, lastFromSource)
  const isNothing = plan.changes.length === 0 && problems.length === 0
  const input: PromotionInput = {
    command: 'promote',
    source: { name: source.name, revision: source.revision ?? 'the work tree', commit: source.commit },
    target: target.name,
    selection: request.only.length > 0 ? 'path' : request.selection,
    outcome: problems.length > 0 ? 'stopped' : isNothing ? 'nothing' : 'planned',
    directories: pairs,
    trees: plan.trees,
    changes: plan.changes,
    problems,
    notes: listNotes(plan),
    kept: plan.kept,
    rewrites: plan.rewrites,
    leftBehind: plan.leftBehind,
    clusters: clusters.meant,
    otherClusters: clusters.others,
    alreadyLive: carried.alreadyLive.map(({ path, commits }) => ({ path, commits: commits.map(toCarried) })),
    commits: carried.commits.map(toCarried),
    overwritten: request.overwrites ? hotfixes.map(toCarried) : [],
    last: last === undefined ? null : { commit: last.commit, date: last.date },
    states: { before, after },
    commit: null,
    branch: null,
    undo: `gitops rollback ${target.name}`,
  }
  return { scope, plan, report: toPromotionReport(input, { showsSecrets: request.showsSecrets }) }
}

/** The source's files at the last promotion from it. */
async function readBase(
  { root, source, target, pairs }: PromotionScope,
  last: Promotion | undefined,
): Promise<ReadonlyMap<RepoPath, FileContent>> {
  if (last === undefined) {
    throw new UserError(
      `no promotion of \`${source.name}\` to \`${target.name}\` is in this history, so that nothing tells what the two ` +
        'had in common: promote once without `--keep-target`',
    )
  }
  const files = await openGitRevision(root, last.sourceCommit)
  const directories = pairs.map(({ from }) => from)
  return readUnit(files, directories, [], (path) => source.isOwn(path) !== undefined).files
}

async function listDirty(
  { root, pairs, source, target }: PromotionScope,
  { allowsDirtySource, sourceRef }: PromotionRequest,
): Promise<readonly PlanProblem[]> {
  const help = 'Commit them, or put them aside with `git stash`.'
  const froms = pairs.map(({ from }) => from)
  const tos = pairs.map(({ to }) => to)
  return [
    ...(allowsDirtySource || sourceRef !== undefined
      ? []
      : await listDirtyFiles(root, froms, source.name, `${help} To carry them: \`--allow-dirty\`.`)),
    ...(await listDirtyFiles(root, tos, target.name, help)),
  ]
}

function explainHotfixes(hotfixes: readonly GitLogEntry[], { source, target }: PromotionScope): readonly PlanProblem[] {
  if (hotfixes.length === 0) return []
  const commits = hotfixes.length === 1 ? 'one commit' : `${hotfixes.length} commits`
  return [
    {
      code: 'hotfix',
      message: `${commits} to ${target.name} would be undone: ${source.name} does not have what ${hotfixes.length === 1 ? 'it changes' : 'they change'}`,
      help:
        `Bring the change to ${source.name} first; or carry only what changed there with \`--keep-target\`; or undo ` +
        'it with `--overwrite`.',
      places: hotfixes.map(({ hash, author, subject }) => `${hash.slice(0, 10)} ${author}: ${subject}`),
      at: undefined,
    },
  ]
}

function listNotes({ carries, notes }: PromotionPlan): readonly string[] {
  const both = carries.versions && carries.configuration
  return [
    ...(both
      ? ['Images and configuration change together; `--only images` and `--only config` take one of the two.']
      : []),
    ...notes,
  ]
}

function toCarried({ hash, author, date, subject }: GitLogEntry): CarriedCommit {
  return { hash, author, date, subject }
}
