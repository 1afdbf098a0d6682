import { posix } from 'node:path'
import { isWithin } from '../../source/is-within.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { ArtifactFiles } from './artifact-files.ts'
import { globTree } from './glob-tree.ts'
import { isExcluded } from './is-excluded.ts'
import { joinPath } from './join-path.ts'
import { listTree } from './list-tree.ts'
import { matchDoublestar } from './match-doublestar.ts'
import type { ParsedCopy } from './parse-copy.ts'
import { type Staging, stageDirectory, stageFile } from './staging.ts'

/**
 * Copies files of a source as source-watcher 2.2 does, which is much as `cp -r` does: a directory under its own name,
 * `directory/**` without it, whatever another pattern matches under its whole path, and a file to a name or into a
 * directory. Says why the copy fails, if it does; source-watcher then makes no artifact at all.
 */
export function applyCopy(staging: Staging, parsed: ParsedCopy, source: ArtifactFiles): string | undefined {
  return /[*?[\]]/.test(parsed.pattern) ? copyMatches(staging, parsed, source) : copyOne(staging, parsed, source)
}

function copyOne(staging: Staging, parsed: ParsedCopy, source: ArtifactFiles): string | undefined {
  const { pattern, to, copy, exclude, isInto } = parsed
  const path = posix.normalize(pattern).replace(/\/$/, '')
  if (path.startsWith('..') && /^\.\.(\/|$)/.test(path)) return `\`${pattern}\` leads out of its source`
  if (pattern.startsWith('/')) return `\`${pattern}\` leads out of its source`
  const from = path === '.' ? '' : path
  const isExtracted = copy.strategy === 'Extract'
  if (source.tree.isDirectory(from)) {
    if (isExtracted) return `\`${from}\` is a directory, and \`strategy: Extract\` takes archives only`
    return copyTree(staging, parsed, source, { from, to: joinPath(to, posix.basename(from)), base: from })
  }
  if (!source.tree.isFile(from)) {
    if (isUnseen(source, from)) {
      staging.unseen.push(to)
      return undefined
    }
    return copy.isOptional === true ? undefined : `its source holds no \`${from}\``
  }
  if (isExcluded(from, '', exclude)) return undefined
  if (isExtracted) {
    if (!isArchive(from)) return `\`${from}\` is no archive that \`strategy: Extract\` takes (.tar.gz, .tgz)`
    staging.unseen.push(to)
    return stageDirectory(staging, to)
  }
  const isDirectory = isInto || to === '' || staging.directories.has(to)
  return copyFile(staging, parsed, source, from, isDirectory ? joinPath(to, posix.basename(from)) : to)
}

function copyMatches(staging: Staging, parsed: ParsedCopy, source: ArtifactFiles): string | undefined {
  const { pattern, to, copy, exclude } = parsed
  const isExtracted = copy.strategy === 'Extract'
  const base = selectionRoot(pattern)
  const matches = isExtracted ? matchEverywhere(source, pattern) : globTree(source.tree, pattern)
  if (matches === undefined) return `\`${pattern}\` is a malformed pattern`
  const mayHoldMore = isUnseen(source, base)
  if (mayHoldMore) staging.unseen.push(to)
  const selected = matches.filter((path) => {
    const isOut = isExcluded(path, base, exclude)
    if (isOut) markExcluded(staging, parsed, destinationOf(pattern, path, to))
    return !isOut
  })
  if (selected.length === 0) {
    if (mayHoldMore || copy.isOptional === true) return undefined
    return matches.length === 0 ? `nothing in its source matches \`${pattern}\`` : 'all that it matches is excluded'
  }
  if (isExtracted) {
    if (!selected.some(isArchive)) return undefined
    staging.unseen.push(to)
    return stageDirectory(staging, to)
  }
  for (const path of selected) {
    const destination = destinationOf(pattern, path, to)
    const refusal = source.tree.isDirectory(path)
      ? copyTree(staging, parsed, source, { from: path, to: destination, base })
      : copyFile(staging, parsed, source, path, destination)
    if (refusal !== undefined) return refusal
  }
  return undefined
}

interface TreeCopy {
  readonly from: RepoPath
  readonly to: RepoPath
  /** What exclude patterns may be relative to. */
  readonly base: RepoPath
}

function copyTree(
  staging: Staging,
  parsed: ParsedCopy,
  source: ArtifactFiles,
  { from, to, base }: TreeCopy,
): string | undefined {
  const refusal = stageDirectory(staging, to)
  if (refusal !== undefined) return refusal
  if (isUnseen(source, from)) staging.unseen.push(to)
  const destination = (path: RepoPath): RepoPath => joinPath(to, from === '' ? path : path.slice(from.length + 1))
  const enters = (path: RepoPath): boolean => {
    const isOut = isExcluded(path, base, parsed.exclude)
    if (isOut) markExcluded(staging, parsed, destination(path))
    return !isOut
  }
  for (const { path, isDirectory } of listTree(source.tree, from, enters)) {
    const problem = isDirectory
      ? stageDirectory(staging, destination(path))
      : copyFile(staging, parsed, source, path, destination(path))
    if (problem !== undefined) return problem
  }
  return undefined
}

function copyFile(
  staging: Staging,
  { copy }: ParsedCopy,
  source: ArtifactFiles,
  from: RepoPath,
  to: RepoPath,
): string | undefined {
  const file = { source: source.sourceOf(from), isMerged: source.isMerged(from) }
  return stageFile(staging, to, file, copy.strategy === 'Merge')
}

function markExcluded({ absent }: Staging, { copy }: ParsedCopy, path: RepoPath): void {
  absent.set(path, { reason: 'excluded', pattern: undefined, origin: undefined, at: copy.at })
}

function destinationOf(pattern: string, path: RepoPath, to: RepoPath): RepoPath {
  const prefix = pattern.endsWith('/**') ? pattern.slice(0, -2) : undefined
  return joinPath(to, prefix !== undefined && path.startsWith(prefix) ? path.slice(prefix.length) : path)
}

/** The directory above the first segment with a special character. */
function selectionRoot(pattern: string): RepoPath {
  const names = posix.normalize(pattern).split('/')
  const end = names.findIndex((name) => /[*?[\]]/.test(name))
  return names.slice(0, Math.max(end, 0)).join('/')
}

function matchEverywhere({ tree }: ArtifactFiles, pattern: string): readonly RepoPath[] {
  return listTree(tree, '').flatMap(({ path }) => (matchDoublestar(pattern, path) ? [path] : []))
}

function isArchive(path: RepoPath): boolean {
  return /\.(tar\.gz|tgz)$/i.test(path)
}

function isUnseen({ tree, unseen }: ArtifactFiles, path: RepoPath): boolean {
  return tree.isUnreadable(path) || unseen.some((one) => isWithin(path, one) || isWithin(one, path))
}
