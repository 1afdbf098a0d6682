import type { FileSystem } from '../files/file-system.ts'
import { overlayFileSystem } from '../files/overlay-file-system.ts'
import type { FileChange } from '../files/transaction/file-change.ts'
import type { FileContent } from '../files/transaction/file-content.ts'
import type { Repository } from '../model/repository.ts'
import { compareBytes } from '../source/compare-bytes.ts'
import type { Diagnostic } from '../source/diagnostic.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { chooseFixes } from './choose-fixes.ts'
import type { Fix, FixEffect } from './fix.ts'
import type { AppliedFix, FixPlan, RefusedFix } from './fix-plan.ts'
import { type Effort, filesOf, type Proven, proveFixes, renderedOf } from './proof/prove-fixes.ts'
import { renditionOf } from './proof/rendition.ts'
import { refusalKey } from './refusal-key.ts'
import { writeFixes } from './write-fixes.ts'

/** What planning fixes takes. */
export interface FixInput {
  /** The files that the repository was modelled from. */
  readonly files: FileSystem
  /** Models the same repository with other files. */
  readonly toModel: (files: FileSystem) => Repository
  /**
   * The findings that are to be fixed: of rules that are on, not suppressed, of the paths that were asked for. Only rules
   * that have one of the {@link fixers} need to run.
   */
  readonly findOpen: (repository: Repository) => readonly Diagnostic[]
  /** Whether a file may be changed; every one by default. A fix of several files is made in all or none. */
  readonly mayChange?: (path: RepoPath) => boolean
}

/** Rounds of fixes: one may open the way for another, in the same file or elsewhere. */
const maximumRounds = 20
/** States that are modelled at most; a healthy plan takes a few. */
const maximumEffort = 100
/** Effects of fixes that say what is rendered does not change: something must show it. */
const mustBeSeen: readonly FixEffect[] = ['nothing', 'origin', 'order', 'spelling']
const effects: readonly FixEffect[] = ['nothing', 'origin', 'order', 'spelling', 'mends', 'api-version', 'adds']

/**
 * Plans the fixes of a repository without touching it. Each is proven by rendering all clusters and builds before and
 * after: nothing may differ but what the fix is for. What a plan leaves is refused with a reason, and planning again after
 * its changes finds nothing more to do.
 */
export function planFixes(repository: Repository, input: FixInput): FixPlan {
  const { files, toModel, findOpen, mayChange = () => true } = input
  const applied: AppliedFix[] = []
  const refused = new Map<string, RefusedFix>()
  const changes = new Map<RepoPath, FileChange>()
  const effort: Effort = { left: maximumEffort }
  let proven: Proven | undefined
  let current = repository

  for (let round = 0; round < maximumRounds; round += 1) {
    const chosen = chooseFixes(findOpen(current), current, refused)
    if (chosen.length === 0) break
    const base = overlayFileSystem(files, [...changes.values()])
    let state: Proven = { fixes: [], repository: current, rendition: proven?.rendition ?? renditionOf(current) }
    const model = (fixes: readonly Fix[]): Repository => toModel(overlayFileSystem(base, writeFixes(fixes, base)))
    for (const effect of effects) {
      const some = chosen.filter((fix) => fix.effect === effect && isAllowed(fix, state, mayChange, refused))
      const verdict = proveFixes(state, some, model, effort)
      state = verdict.proven
      for (const { fix, why } of verdict.refused) refuse(fix, why, refused)
    }
    for (const fix of state.fixes) {
      const rendered = renderedOf(state.rendition, fix)
      const isWhole = rendered.every(({ problems, unverified }) => problems.length + unverified.length === 0)
      const { finding, title, effect } = fix
      applied.push({ finding, title, effect, files: filesOf(fix), compared: rendered.length, isWhole })
    }
    for (const change of writeFixes(state.fixes, base)) {
      changes.set(change.path, { ...change, before: changes.get(change.path)?.before ?? change.before })
    }
    current = state.repository
    proven = state
  }
  return {
    changes: [...changes.values()].filter(isChange).sort((a, b) => compareBytes(a.path, b.path)),
    applied,
    refused: [...refused.values()],
  }
}

/** A fix of files that may not be changed, or whose difference could hide in what is not seen, is refused. */
function isAllowed(
  fix: Fix,
  { rendition }: Proven,
  mayChange: (path: RepoPath) => boolean,
  refused: Map<string, RefusedFix>,
): boolean {
  const foreign = filesOf(fix).find((path) => !mayChange(path))
  const why =
    foreign === undefined
      ? explainSight(fix, renderedOf(rendition, fix))
      : `it would change \`${foreign}\` too, which is not asked for`
  if (why !== undefined) refuse(fix, why, refused)
  return why === undefined
}

function refuse(fix: Fix, why: string, refused: Map<string, RefusedFix>): void {
  const { finding, title } = fix
  refused.set(refusalKey(finding, fix), { finding, title, why })
}

function explainSight(
  { effect, needsSight = false }: Fix,
  rendered: ReturnType<typeof renderedOf>,
): string | undefined {
  if (mustBeSeen.includes(effect) && rendered.length === 0)
    return 'no build loads the file, so that nothing shows what it changes'
  if (!needsSight) return undefined
  const unseen = rendered.find(({ problems, unverified }) => problems.length + unverified.length > 0)
  if (unseen === undefined) return undefined
  return unseen.problems.length > 0
    ? `${unseen.name} fails, so that nothing shows what it changes`
    : `${unseen.name} takes in what cannot be seen offline`
}

function isChange({ before, after }: FileChange): boolean {
  return before === undefined || after === undefined || !isSame(before, after)
}

function isSame(before: FileContent, after: FileContent): boolean {
  return before.mode === after.mode && Buffer.compare(before.bytes, after.bytes) === 0
}
