import type { BuildProblem } from '../../kustomize/build-problem.ts'
import type { Reference } from '../../kustomize/reference.ts'
import { referencesAt } from '../../model/queries/references-at.ts'
import { referencesTo } from '../../model/queries/references-to.ts'
import type { Repository } from '../../model/repository.ts'
import type { SourceFile } from '../../model/source-file.ts'
import type { Location } from '../../source/location.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { findSyntaxProblems } from '../../yaml/go-yaml/find-syntax-problems.ts'
import { parseYaml } from '../../yaml/parse-yaml.ts'
import { findMisfit } from '../references/find-misfit.ts'
import { groupRepeats } from '../references/group-repeats.ts'
import { findDuplicateKeys } from '../yaml/find-duplicate-keys.ts'
import { isKustomizationFile } from '../yaml/is-kustomization-file.ts'
import { listInlineYaml } from '../yaml/list-inline-yaml.ts'

/**
 * Whether another rule reports why a build fails, at its place: what a reference leads to, the text of a file, the fields
 * of a kustomization file. One cause is reported once.
 */
export function isReportedElsewhere({ code, at, entries }: BuildProblem, repository: Repository): boolean {
  if (at === undefined) return false
  if (/^kustomization-(?:empty|invalid|ambiguous)$/.test(code)) return true
  if (code === 'component-as-resource' && at.end === 0) return true
  const file = repository.files.get(at.file)
  const [reference] = referencesAt(repository, at)
  if (reference !== undefined && isBadReference(code, reference, repository)) return true
  if (file === undefined) return false
  if (ofText.has(code) && hasBrokenText(file)) return true
  if (ofKeys.has(code)) return hasDuplicateKeys(file) || isRepeatedData(at.file, repository)
  if (code === 'duplicate-object') return entries !== undefined && isRepeatAt(entries.again, repository)
  if (/^(?:missing-kind|missing-name|invalid-list|not-json)$/.test(code)) {
    const references = referencesTo(repository).get(at.file) ?? []
    // An entry that Flux generates is written nowhere, and no other rule looks at it.
    return references.some((one) => isWritten(one, repository) && findMisfit(one, repository) !== undefined)
  }
  return false
}

/** What go-yaml says of a text. */
const ofText: ReadonlySet<string> = new Set([
  'malformed-yaml',
  'invalid-document-separator',
  'control-character',
  'unprintable-text',
  'alias-loop',
])

/** What a key that is there twice leads to, by who reads the file. */
const ofKeys: ReadonlySet<string> = new Set(['duplicate-key', 'malformed-yaml', 'configuration-invalid', 'empty-key'])

function isInside(inner: Location, outer: Location): boolean {
  return inner.file === outer.file && inner.start >= outer.start && inner.end <= outer.end
}

function isBadReference(code: string, reference: Reference, repository: Repository): boolean {
  const { target } = reference
  if (target.kind === 'missing' || target.kind === 'outside' || target.kind === 'unknown' || code === 'cycle')
    return true
  const path = target.kind === 'file' ? target.path : target.kind === 'kustomization' ? target.file.path : ''
  const file = repository.files.get(path)
  // Of a file that is ignored no rule says what is wrong with it.
  if (file?.problem !== undefined && !file.isIgnored) return true
  return findMisfit(reference, repository) !== undefined
}

function isWritten(reference: Reference, repository: Repository): boolean {
  return referencesAt(repository, reference.at).includes(reference)
}

function hasBrokenText(file: SourceFile): boolean {
  if (file.problem !== undefined) return true
  const reader = isKustomizationFile(file.path) ? 'kustomization' : 'manifest'
  if (findSyntaxProblems(file.text, file.documents, reader).length > 0) return true
  return listInlineYaml(file).some(({ text }) => findSyntaxProblems(text, parseYaml(text), 'kustomization').length > 0)
}

function hasDuplicateKeys(file: SourceFile): boolean {
  if (file.documents.some(({ root }) => findDuplicateKeys(file.text, root).length > 0)) return true
  return listInlineYaml(file).some(({ text }) =>
    parseYaml(text).some(({ root }) => findDuplicateKeys(text, root).length > 0),
  )
}

/** Whether a generator lists a file twice, so that all its keys come twice. */
function isRepeatedData(path: RepoPath, repository: Repository): boolean {
  const references = referencesTo(repository).get(path) ?? []
  return references.some(({ from, loads }) => {
    const kustomization = repository.kustomizations.get(parentDirectory(from))
    const file = repository.files.get(from)
    if (loads !== 'data' || kustomization === undefined || file === undefined) return false
    return groupRepeats(kustomization, file).some(
      ({ again: { target } }) => target.kind === 'file' && target.path === path,
    )
  })
}

function isRepeatAt(at: Location, repository: Repository): boolean {
  const file = repository.files.get(at.file)
  return file !== undefined && isRepeat(at, file, repository)
}

function isRepeat(at: Location, file: SourceFile, { kustomizations }: Repository): boolean {
  const kustomization = kustomizations.get(parentDirectory(at.file))
  if (kustomization?.path !== at.file) return false
  return groupRepeats(kustomization, file).some(({ again }) => isInside(again.at, at))
}
