import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { addWithParents } from './add-with-parents.ts'
import type { Absence, ArtifactProblem } from './artifact-files.ts'

/** A file on its way into an artifact. */
export interface StagedFile {
  /** Its path in the repository. */
  readonly source: RepoPath
  readonly isMerged: boolean
}

/** What the copies of an ArtifactGenerator have put together so far; changed by each of them. */
export interface Staging {
  readonly files: Map<RepoPath, StagedFile>
  readonly directories: Set<RepoPath>
  readonly absent: Map<RepoPath, Absence>
  readonly unseen: RepoPath[]
  readonly problems: ArtifactProblem[]
}

/**
 * Puts a directory there, with those above it. Says what is in the way, if anything: a file above it; one in its own
 * place is met only when something is to be put into the directory.
 */
export function stageDirectory({ files, directories }: Staging, path: RepoPath): string | undefined {
  if (files.has(path)) return undefined
  for (let at = path; at !== ''; at = parentDirectory(at)) if (files.has(at)) return `\`${at}\` is a file`
  if (path !== '') addWithParents(directories.add(path), path)
  return undefined
}

/** Puts a file there, over one that is there or merged into it. Says what is in the way, if anything. */
export function stageFile(staging: Staging, path: RepoPath, file: StagedFile, merges: boolean): string | undefined {
  if (path === '' || staging.directories.has(path)) return `\`${path === '' ? '.' : path}\` is a directory`
  const directory = parentDirectory(path)
  if (staging.files.has(directory)) return `\`${directory}\` is a file`
  const refusal = stageDirectory(staging, directory)
  if (refusal !== undefined) return refusal
  const isMerged = file.isMerged || (merges && staging.files.has(path))
  staging.files.set(path, { source: file.source, isMerged })
  return undefined
}
