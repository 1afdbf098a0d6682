import type { FileSystem } from '../../files/file-system.ts'
import type { FileTree } from '../../files/file-tree.ts'
import type { Location } from '../../source/location.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { addWithParents } from './add-with-parents.ts'
import type { Absence, ArtifactFiles } from './artifact-files.ts'
import { type Checkout, checkOut } from './check-out.ts'
import { compileSourceIgnore, type IgnoreRule, type IgnoreText, type SourceIgnore } from './compile-source-ignore.ts'
import { createArtifactTree } from './create-artifact-tree.ts'
import { hidePaths } from './hide-paths.ts'
import type { SourceOptions } from './source-options.ts'

/**
 * What is in the artifact of a GitRepository, OCIRepository or Bucket that is made from the repository, as
 * source-controller 1.9 packs it: without symbolic links and without what ignore rules match. `tree` indexes `files`;
 * it is shown, not copied, unless other artifacts are included. A directory stays where all its files are ignored but
 * itself is not. A Bucket knows no built-in rules and no `.sourceignore` but that at its root, which it always serves.
 */
export function packSource(files: FileSystem, tree: FileTree, options: SourceOptions): ArtifactFiles {
  const checkout = checkOut(files, options)
  const ignore = options.copiesLayer === true ? undefined : readRules(files, checkout, options)
  if (ignore !== undefined) removeIgnored(checkout, ignore, options.kind === 'Bucket')
  const { absent, unseen, problems } = checkout
  const { root = '' } = options
  const prefix = root === '' ? '' : `${root}/`
  const hasIncludes = (options.includes ?? []).length > 0
  return {
    tree: hasIncludes ? createArtifactTree(checkout.files.keys(), checkout.directories) : hidePaths(tree, root, absent),
    sourceOf: hasIncludes
      ? (path) => checkout.files.get(path) ?? `${prefix}${path}`
      : (path) => (path === '' ? root : `${prefix}${path}`),
    whyAbsent: (path) => absent.get(path),
    isMerged: () => false,
    unseen,
    isComplete: unseen.length === 0,
    problems,
  }
}

function readRules(files: FileSystem, checkout: Checkout, options: SourceOptions): SourceIgnore {
  const texts: IgnoreText[] = []
  for (const [path, source] of checkout.files) {
    const isRules = path === '.sourceignore' || (options.kind !== 'Bucket' && path.endsWith('/.sourceignore'))
    if (!isRules) continue
    const bytes = files.read(source)
    if (bytes instanceof Uint8Array) texts.push(readText(bytes, source, parentDirectory(path)))
    else checkout.problems.push(cannotBeRead(source, bytes.reason))
  }
  for (const [path, { reason }] of checkout.absent) {
    const isLink = reason === 'symlink' && (path === '.sourceignore' || path.endsWith('/.sourceignore'))
    if (isLink) checkout.problems.push(cannotBeRead(path, 'it is a symbolic link'))
  }
  const { ignore } = options
  if (ignore !== undefined) {
    texts.push({ origin: 'spec', directory: '', text: ignore.text, locate: () => ignore.at })
  }
  return compileSourceIgnore(texts, { builtIn: options.kind !== 'Bucket' })
}

function cannotBeRead(path: RepoPath, reason: string): Checkout['problems'][number] {
  return { kind: 'unseen', message: `the ignore rules in \`${path}\` cannot be read: ${reason}`, at: undefined }
}

/** Go does not take a byte order mark away, so it belongs to the first rule; places in texts do not count it. */
function readText(bytes: Uint8Array, file: RepoPath, directory: RepoPath): IgnoreText {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const mark = text.startsWith('\ufeff') ? 1 : 0
  const locate = (start: number, end: number): Location => ({ file, start: Math.max(0, start - mark), end: end - mark })
  return { origin: 'sourceignore', directory, text, locate }
}

function removeIgnored({ files, directories, absent }: Checkout, ignore: SourceIgnore, isBucket: boolean): void {
  const kept = new Set<RepoPath>()
  const removed = new Map<RepoPath, IgnoreRule>()
  for (const path of files.keys()) {
    const rule = isBucket && path === '.sourceignore' ? undefined : ignore.findRule(path, false)
    if (rule === undefined) addWithParents(kept, path)
    else removed.set(path, rule)
  }
  for (const [path, rule] of listDirectoryRules(directories, removed, isBucket ? undefined : ignore)) {
    if (rule === undefined) addWithParents(kept.add(path), path)
    else removed.set(path, rule)
  }
  const absences = new Map<IgnoreRule, Absence>()
  for (const [path, rule] of removed) {
    if (kept.has(path)) continue
    const absence = absences.get(rule) ?? { reason: 'ignored', ...rule }
    absences.set(rule, absence)
    absent.set(path, absence)
    files.delete(path)
    directories.delete(path)
  }
}

/** The rule that keeps each directory out. A bucket knows files only: without rules for directories each goes with them. */
function listDirectoryRules(
  directories: ReadonlySet<RepoPath>,
  removed: ReadonlyMap<RepoPath, IgnoreRule>,
  ignore: SourceIgnore | undefined,
): readonly (readonly [RepoPath, IgnoreRule | undefined])[] {
  if (ignore !== undefined) return [...directories].map((path) => [path, ignore.findRule(path, true)])
  const rules = new Map<RepoPath, IgnoreRule>()
  for (const [path, rule] of removed) {
    for (let at = parentDirectory(path); at !== '' && !rules.has(at); at = parentDirectory(at)) rules.set(at, rule)
  }
  return [...rules]
}
