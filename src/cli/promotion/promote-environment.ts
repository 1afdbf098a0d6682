import type { GitLogEntry } from '../../files/git-log.ts'
import { fetchMoreHistory, isHistoryCut } from '../../files/is-history-cut.ts'
import { overlayFileSystem } from '../../files/overlay-file-system.ts'
import { type AskedPath, createAskedTest } from '../../promote/plan/create-asked-test.ts'
import { makePlan } from '../../promote/plan/make-plan.ts'
import type { PlanProblem, PromotionPlan, Selection } from '../../promote/plan/promotion-plan.ts'
import type { CarriedCommit, PromotionReport } from '../../report/promotion-report.ts'
import { type PromotionInput, toPromotionReport } from '../../report/to-promotion-report.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { UserError } from '../../source/user-error.ts'
import type { Terminal } from '../terminal.ts'
import { compareClusters } from './compare-clusters.ts'
import { findHotfixes, type Hotfixes } from './find-hotfixes.ts'
import { listDirtyFiles } from './list-dirty-files.ts'
import { listNewFindings } from './list-new-findings.ts'
import { openPromotionScope, type PromotionScope } from './open-promotion-scope.ts'
import { type PromotionBase, readBase } from './read-base.ts'
import { type CarriedHistory, readCarriedHistory } from './read-history.ts'
import { readPast } from './read-past.ts'

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
  /** Files of the source that are carried with uncommitted changes. */
  readonly dirty: readonly RepoPath[]
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
  const past = await readPast(root, targets)
  const promotions = past.promotions.filter(
    (one) => one.target === target.name && (!one.isReverted || past.undoneByHand.has(one.commit)),
  )
  const [last] = promotions
  const lastFromSource = promotions.find((one) => one.source === source.name && one.isWhole)
  const base = await readBase(scope, promotions)
  const isCut = await isHistoryCut(root, base?.since.commit)
  const plan = makePlan({
    source: source.name,
    target: target.name,
    pairs,
    sourceUnit: source.unit,
    targetUnit: target.unit,
    base: request.keepsTarget ? demandBase(base, isCut, scope).files : undefined,
    isOwn: { source: source.isOwn, target: target.isOwn },
    settings: promotion,
    selection: request.selection,
    isAsked: createAskedTest(request.only, pairs, [...source.unit.files.keys(), ...target.unit.files.keys()]),
    allowDelete: request.allowDelete ?? promotion.allowDelete,
    words: scope.words,
    secretFiles: scope.secretFiles,
    sopsConfigurations: scope.sopsConfigurations,
  })
  const before = target.repository
  const after = workTree.toModel(overlayFileSystem(workTree.files, plan.changes))
  if (isCut && !request.keepsTarget && !request.overwrites && plan.changes.length > 0) throw explainCut(scope)
  const hotfixes: Hotfixes = request.keepsTarget
    ? { commits: [], paths: [] }
    : await findHotfixes(scope, plan, base, past.reverts)
  const problems: readonly PlanProblem[] = [
    ...(await listDirty(scope, request)),
    ...plan.problems,
    ...(request.overwrites ? [] : explainHotfixes(hotfixes, scope)),
    ...(plan.problems.length > 0 ? [] : listNewFindings([before], after, workTree.configuration)),
  ]
  const clusters = compareClusters(before, after, targets)
  const carried = await readCarriedHistory(scope, lastFromSource)
  const dirty = await listDirtySource(scope, request)
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
    notes: [...listNotes(plan), ...listHistoryNotes(scope, { base, isCut, dirty, carried })],
    kept: plan.kept,
    rewrites: plan.rewrites,
    leftBehind: plan.leftBehind,
    clusters: clusters.meant,
    otherClusters: clusters.others,
    alreadyLive: carried.alreadyLive.map(({ path, commits }) => ({ path, commits: commits.map(toCarried) })),
    commits: carried.commits.map(toCarried),
    overwritten: request.overwrites ? hotfixes.commits.map(toCarried) : [],
    last: last === undefined ? null : { commit: last.commit, date: last.date },
    states: { before, after },
    commit: null,
    branch: null,
    undo: `gitops rollback ${target.name}`,
  }
  return { scope, plan, dirty, report: toPromotionReport(input, { showsSecrets: request.showsSecrets }) }
}

/** The base of a three-way merge, which only a promotion can have left. */
function demandBase(base: PromotionBase | undefined, isCut: boolean, scope: PromotionScope): PromotionBase {
  if (isCut) throw explainCut(scope)
  if (base !== undefined) return base
  const { source, target } = scope
  throw new UserError(
    `no promotion of \`${source.name}\` to \`${target.name}\` is in this history, so that nothing tells what the two ` +
      'had in common: promote once without `--keep-target`',
  )
}

function explainCut({ target }: PromotionScope): UserError {
  return new UserError(
    `this clone is shallow, and what was done to \`${target.name}\` since its last promotion is not all in it: ` +
      fetchMoreHistory,
  )
}

/** The source's files with uncommitted changes, where those are carried. */
async function listDirtySource(
  { root, pairs, source }: PromotionScope,
  { allowsDirtySource, sourceRef }: PromotionRequest,
): Promise<readonly RepoPath[]> {
  if (!allowsDirtySource || sourceRef !== undefined) return []
  const froms = pairs.map(({ from }) => from)
  const found = await listDirtyFiles(root, froms, source.name, '')
  return found.flatMap(({ places }) => places).filter((path) => source.isOwn(path) === undefined)
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

function explainHotfixes({ commits, paths }: Hotfixes, { source, target }: PromotionScope): readonly PlanProblem[] {
  if (paths.length === 0) return []
  const count = commits.length === 1 ? 'one commit' : `${commits.length} commits`
  const what = commits.length === 1 ? 'it changes' : 'they change'
  return [
    {
      code: 'hotfix',
      message:
        commits.length === 0
          ? `what ${target.name} has of its own would be undone in ${paths.length === 1 ? 'one file' : `${paths.length} files`}`
          : `${count} to ${target.name} would be undone: ${source.name} does not have what ${what}`,
      help:
        `Bring the change to ${source.name} first; or carry only what changed there with \`--keep-target\`; or undo ` +
        'it with `--overwrite`.',
      places:
        commits.length === 0
          ? paths
          : commits.map(({ hash, author, subject }) => `${hash.slice(0, 10)} ${author}: ${subject}`),
      at: undefined,
    },
  ]
}

function listHistoryNotes(
  { target }: PromotionScope,
  {
    base,
    isCut,
    dirty,
    carried,
  }: {
    readonly base: PromotionBase | undefined
    readonly isCut: boolean
    readonly dirty: readonly RepoPath[]
    readonly carried: CarriedHistory
  },
): readonly string[] {
  return [
    ...(base?.notes ?? []),
    ...(isCut ? [`This clone is shallow: not all that was done to ${target.name} is known.`] : []),
    ...carried.notes,
    ...(dirty.length === 0 ? [] : [`Changes that no commit has are carried from ${dirty.join(', ')}.`]),
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
