import { overlayFileSystem } from '../../files/overlay-file-system.ts'
import { isSameContent } from '../../promote/plan/is-same-content.ts'
import { makePlan } from '../../promote/plan/make-plan.ts'
import { mapPath } from '../../promote/plan/map-path.ts'
import { rewriteContent } from '../../promote/plan/rewrite-content.ts'
import type { DriftReport } from '../../report/drift-report.ts'
import { toChangedFiles } from '../../report/to-promotion-report.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { Terminal } from '../terminal.ts'
import { openPromotionScope, type PromotionScope, type ScopeQuestion } from './open-promotion-scope.ts'

/** Compares two environments as a promotion would. Throws a UserError where one is unknown. */
export async function findDrift(question: ScopeQuestion, terminal: Terminal): Promise<DriftReport> {
  const scope = await openPromotionScope(question, terminal)
  const { source, target, pairs, words, workTree } = scope
  const plan = makePlan({
    source: source.name,
    target: target.name,
    pairs,
    sourceUnit: source.unit,
    targetUnit: target.unit,
    base: undefined,
    isOwn: { source: source.isOwn, target: target.isOwn },
    settings: target.repository.layout.promotion,
    selection: 'all',
    isAsked: () => true,
    allowDelete: Number.POSITIVE_INFINITY,
    words,
    secretFiles: scope.secretFiles,
    sopsConfigurations: scope.sopsConfigurations,
  })
  const states = {
    before: target.repository,
    after: workTree.toModel(overlayFileSystem(workTree.files, plan.changes)),
  }
  const { files, patch } = toChangedFiles(plan.changes, states)
  const differing = listDiffering(scope)
  return {
    version: 1,
    source: source.name,
    target: target.name,
    declared: plan.kept
      .filter(({ path, field }) => field !== undefined || differing.has(path))
      .map(({ path, field, reason }) => ({ path, field: field ?? null, reason })),
    undeclared: files,
    patch,
  }
}

/** Paths in the target of files that are its own and differ from the source's. */
function listDiffering({ source, target, pairs }: PromotionScope): ReadonlySet<RepoPath> {
  const wanted = new Map(
    [...source.unit.files].flatMap(([path, content]) => {
      const to = mapPath(path, pairs)
      return to === undefined ? [] : [[to, rewriteContent(path, content, pairs).content] as const]
    }),
  )
  const paths = new Set([...wanted.keys(), ...target.unit.files.keys()])
  return new Set([...paths].filter((path) => !isSameContent(wanted.get(path), target.unit.files.get(path))))
}
