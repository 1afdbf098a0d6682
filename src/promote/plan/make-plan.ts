import type { FileChange } from '../../files/transaction/file-change.ts'
import type { FileContent } from '../../files/transaction/file-content.ts'
import type { PromotionSettings } from '../../model/layout.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { type Composed, composeFile, type FileVersions } from './compose-file.ts'
import type { LeakWords } from './create-name-test.ts'
import type { OwnTest } from './create-own-test.ts'
import type { DirectoryPair } from './directory-pair.ts'
import { findLeaks, type Leak } from './find-leaks.ts'
import { findSecrets } from './find-secrets.ts'
import { hashTrees } from './hash-trees.ts'
import { hideSecretRewrites } from './hide-secret-rewrites.ts'
import { isSameContent } from './is-same-content.ts'
import { judgeCarried } from './judge-carried.ts'
import { listForeignRecipients } from './list-foreign-recipients.ts'
import { mapPath } from './map-path.ts'
import type { Kept, PlanProblem, PromotionPlan, Rewrite, Selection } from './promotion-plan.ts'
import type { Unit } from './read-unit.ts'
import { rewriteContent } from './rewrite-content.ts'

/** What a plan is made from. */
export interface PlanInput {
  readonly source: string
  readonly target: string
  readonly pairs: readonly DirectoryPair[]
  /** By their paths in the source. */
  readonly sourceUnit: Unit
  /** By their paths in the target, its own files among them. */
  readonly targetUnit: Unit
  /** What promotions have written into the target, by paths there; for a three-way merge only. */
  readonly base: ReadonlyMap<RepoPath, FileContent> | undefined
  /** Of paths in the source, and of paths in the target. */
  readonly isOwn: { readonly source: OwnTest; readonly target: OwnTest }
  readonly settings: PromotionSettings
  readonly selection: Selection
  /** Of paths in the target; what it denies is left behind. */
  readonly isAsked: (path: RepoPath) => boolean
  readonly allowDelete: number
  readonly words: LeakWords
  /** Paths in the target of files that Secrets are made of as a whole. */
  readonly secretFiles: ReadonlySet<RepoPath>
  /** Texts of the `.sops.yaml` of the repository, by path. */
  readonly sopsConfigurations: ReadonlyMap<RepoPath, string>
}

/**
 * Plans a promotion: the target's files as they will be. Nothing is read from or written to disk, so that what is
 * shown and what is written cannot differ.
 */
export function makePlan(input: PlanInput): PromotionPlan {
  const { pairs, sourceUnit, targetUnit, isOwn, settings, selection, isAsked } = input
  const { wanted, rewrites } = rewriteUnit(sourceUnit.files, pairs, isOwn)
  const { base } = input
  const present = new Map([...targetUnit.files].filter(([path]) => isOwn.target(path) === undefined))
  const changes: FileChange[] = []
  const leftBehind: RepoPath[] = []
  const kept: Kept[] = listKeptFiles(input)
  const problems: PlanProblem[] = [...sourceUnit.problems, ...targetUnit.problems]
  const unmatched = new Set(settings.keepFields)

  for (const path of [...new Set([...wanted.keys(), ...present.keys()])].sort()) {
    const before = present.get(path)
    const versions: FileVersions = {
      path,
      source: wanted.get(path),
      target: before,
      base,
      keepFields: settings.keepFields,
      listSecrets: (text) => findSecrets(path, text, input.secretFiles),
    }
    const whole = composeFile(versions, 'all')
    for (const declaration of whole.matchedFields) unmatched.delete(declaration)
    for (const field of whole.keptFields) {
      kept.push({ path, field: field.path, reason: 'kept by `promotion.keepFields`' })
    }
    const composed: Composed = !isAsked(path)
      ? { after: before, keptFields: [], unsafeFields: [], matchedFields: [], conflicts: [] }
      : selection === 'all'
        ? whole
        : composeFile(versions, selection)
    if (!isSameContent(whole.after, composed.after)) leftBehind.push(path)
    if (composed.conflicts.length > 0) problems.push(toConflict(path, composed.conflicts))
    else if (composed.unsafeFields.length > 0) problems.push(toUnsafe(path, composed.unsafeFields))
    else if (!isSameContent(before, composed.after)) changes.push({ path, before, after: composed.after })
  }
  return {
    source: input.source,
    target: input.target,
    directories: pairs,
    changes,
    kept,
    rewrites: hideSecretRewrites(rewrites, changes, input.secretFiles),
    leftBehind,
    carries: judgeCarried(changes),
    problems: [
      ...problems,
      ...listCollisions(changes, targetUnit.files),
      ...judgeLeaks(changes, input),
      ...judgeDeletions(changes, input),
    ],
    notes: [...unmatched].map(
      ({ field }) =>
        `\`${field}\` of \`promotion.keepFields\` is in no file that ${input.source} and ${input.target} share`,
    ),
    trees: hashTrees(pairs, targetUnit, changes),
  }
}

/** The files of the source as they are to be in the target, by their paths there. */
function rewriteUnit(
  files: ReadonlyMap<RepoPath, FileContent>,
  pairs: readonly DirectoryPair[],
  isOwn: PlanInput['isOwn'],
): { readonly wanted: ReadonlyMap<RepoPath, FileContent>; readonly rewrites: readonly Rewrite[] } {
  const wanted = new Map<RepoPath, FileContent>()
  const rewrites: Rewrite[] = []
  for (const [path, content] of files) {
    const to = mapPath(path, pairs)
    if (to === undefined || isOwn.source(path) !== undefined || isOwn.target(to) !== undefined) continue
    const rewritten = rewriteContent(path, content, pairs)
    wanted.set(to, rewritten.content)
    rewrites.push(...rewritten.rewrites)
  }
  return { wanted, rewrites }
}

/** Files that stay the target's own although the source has another, or none. */
function listKeptFiles({ pairs, sourceUnit, targetUnit, isOwn }: PlanInput): Kept[] {
  const kept = new Map<RepoPath, Kept>()
  for (const path of targetUnit.files.keys()) {
    const reason = isOwn.target(path)
    if (reason !== undefined) kept.set(path, { path, field: undefined, reason })
  }
  for (const path of sourceUnit.files.keys()) {
    const to = mapPath(path, pairs)
    if (to === undefined || kept.has(to)) continue
    const reason = isOwn.source(path) ?? isOwn.target(to)
    if (reason !== undefined) kept.set(to, { path: to, field: undefined, reason: `${reason}; the target has none` })
  }
  return [...kept.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}

function toConflict(path: RepoPath, conflicts: Composed['conflicts']): PlanProblem {
  return {
    code: 'conflict',
    message: `\`${path}\` was changed in both in different ways`,
    help: 'Make one of the two as the other, or let the source win with `--overwrite`.',
    places: conflicts,
    at: { file: path, start: 0, end: 0 },
  }
}

function toUnsafe(path: RepoPath, fields: Composed['unsafeFields']): PlanProblem {
  return {
    code: 'conflict',
    message: `\`${path}\` has fields that \`promotion.keepFields\` leaves to the target and that cannot be kept`,
    help:
      'Write them out in both files, without anchors, aliases and merge keys; an encrypted file belongs into ' +
      '`promotion.keepFiles`.',
    places: fields.map((field) => `${path} ${field.path}`),
    at: { file: path, start: 0, end: 0 },
  }
}

/** A file that is to stand where the target keeps a directory of its own, or the reverse. */
function listCollisions(changes: readonly FileChange[], target: ReadonlyMap<RepoPath, FileContent>): PlanProblem[] {
  const result = new Map(target)
  for (const { path, after } of changes) {
    if (after === undefined) result.delete(path)
    else result.set(path, after)
  }
  const found: PlanProblem[] = []
  for (const path of result.keys()) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const parent = path.slice(0, end)
      if (!result.has(parent)) continue
      found.push({
        code: 'collision',
        message: `\`${parent}\` would be a file, and \`${path}\` lies in it`,
        help: 'Rename one of the two.',
        places: [],
        at: { file: path, start: 0, end: 0 },
      })
    }
  }
  return found
}

function judgeLeaks(changes: readonly FileChange[], input: PlanInput): PlanProblem[] {
  const { words, source, target, targetUnit, secretFiles } = input
  const leaks = changes.flatMap(({ path, before, after }) =>
    after === undefined ? [] : findLeaks(path, after.bytes, before?.bytes, words, secretFiles),
  )
  const foreign = listForeignRecipients(changes, targetUnit.files, input.sopsConfigurations)
  const problems: PlanProblem[] = []
  if (leaks.length > 0) {
    problems.push({
      code: 'leak',
      message: `${leaks.length === 1 ? 'one place' : `${leaks.length} places`} of ${target} would still name ${source}`,
      help: adviseOnLeaks(leaks, words),
      places: leaks.map(({ path, line, text }) => `${path}:${line}${text === undefined ? '' : ` ${text}`}`),
      at: undefined,
    })
  }
  if (foreign.length > 0) {
    problems.push({
      code: 'recipient-leak',
      message: `${target} cannot decrypt ${foreign.length === 1 ? 'one of the encrypted files' : `${foreign.length} encrypted files`}`,
      help: 'Keep such files out of promotions with `promotion.keepFiles`, or encrypt them for both.',
      places: foreign,
      at: undefined,
    })
  }
  return problems
}

/** With the line for .gitops.yaml that lets through what means something else. */
function adviseOnLeaks(leaks: readonly Leak[], { source }: LeakWords): string {
  const names = new Set(source.map((one) => one.toLowerCase()))
  const found = [...new Set(leaks.flatMap(({ word }) => word ?? []))].filter((one) => !names.has(one.toLowerCase()))
  const example = found.slice(0, 3).map((one) => JSON.stringify(one))
  return (
    'Take the value out into what is the environment’s own (a variable, an overlay, `promotion.keepFields`), or list ' +
    'a text that means something else in .gitops.yaml' +
    (example.length === 0 ? ' under `promotion.mayName`.' : `: \`promotion: { mayName: [${example.join(', ')}] }\`.`)
  )
}

function judgeDeletions(changes: readonly FileChange[], { allowDelete, target }: PlanInput): PlanProblem[] {
  const deleted = changes.filter(({ after }) => after === undefined).map(({ path }) => path)
  if (deleted.length <= allowDelete) return []
  return [
    {
      code: 'too-many-deletions',
      message: `${deleted.length} files of ${target} would be deleted, and no more than ${allowDelete} may be`,
      help: `Where that is meant: \`--allow-delete=${deleted.length}\`.`,
      places: deleted,
      at: undefined,
    },
  ]
}
