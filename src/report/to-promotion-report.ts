import type { FileChange } from '../files/transaction/file-change.ts'
import { createGitPatch } from '../promote/patch/create-git-patch.ts'
import type { DirectoryPair } from '../promote/plan/directory-pair.ts'
import type { PlanProblem, PromotionPlan } from '../promote/plan/promotion-plan.ts'
import { type ChangedStates, maskChanges } from './mask-changes.ts'
import type { PromotedFile, PromotionReport } from './promotion-report.ts'

/** What a report tells; all that is not listed is told as it is. */
export interface PromotionInput
  extends Omit<
    PromotionReport,
    'version' | 'directories' | 'problems' | 'files' | 'kept' | 'patch' | 'rewrites' | 'leftBehind'
  > {
  readonly directories: readonly DirectoryPair[]
  readonly trees: PromotionPlan['trees']
  readonly changes: readonly FileChange[]
  readonly problems: readonly PlanProblem[]
  readonly kept: PromotionPlan['kept']
  readonly rewrites: PromotionPlan['rewrites']
  readonly leftBehind: PromotionPlan['leftBehind']
  readonly states: ChangedStates
}

/** A promotion as plain data. `showsSecrets` is for a patch that is to be applied: it must hold what it changes. */
export function toPromotionReport(
  input: PromotionInput,
  { showsSecrets }: { readonly showsSecrets: boolean },
): PromotionReport {
  const { directories, trees, changes, problems, kept, rewrites, leftBehind, states, ...rest } = input
  const { files, patch } = toChangedFiles(changes, showsSecrets ? undefined : states)
  return {
    ...rest,
    version: 1,
    directories: directories.map(({ from, to }) => ({ from, to, tree: trees.get(to) ?? null })),
    problems: problems.map(({ code, message, help, places }) => ({ code, message, help, places })),
    files,
    kept: kept.map(({ path, field, reason }) => ({ path, field: field ?? null, reason })),
    rewrites,
    leftBehind,
    patch,
  }
}

/**
 * The files that change, deletions first, and the patch that changes them. What is secret is masked, by the states on both
 * sides; without those it is not.
 */
export function toChangedFiles(
  changes: readonly FileChange[],
  states: ChangedStates | undefined,
): Pick<PromotionReport, 'files' | 'patch'> {
  const shown = states === undefined ? changes : maskChanges(changes, states)
  const patches = shown.map((change) => ({ change, patch: createGitPatch([change]) }))
  const rank = { deleted: 0, changed: 1, added: 2 }
  return {
    files: patches
      .map(({ change, patch }) => toFile(change, patch))
      .sort((a, b) => rank[a.change] - rank[b.change] || (a.path < b.path ? -1 : 1)),
    patch: patches.map(({ patch }) => patch).join(''),
  }
}

function toFile({ path, before, after }: FileChange, patch: string): PromotedFile {
  const isBinary = /^GIT binary patch$/m.test(patch)
  const hunks = patch.slice(Math.max(0, patch.indexOf('\n@@ ')))
  const count = (sign: string): number => hunks.split('\n').filter((line) => line.startsWith(sign)).length
  return {
    path,
    change: after === undefined ? 'deleted' : before === undefined ? 'added' : 'changed',
    added: isBinary ? null : hunks.includes('@@ ') ? count('+') : 0,
    removed: isBinary ? null : hunks.includes('@@ ') ? count('-') : 0,
  }
}
