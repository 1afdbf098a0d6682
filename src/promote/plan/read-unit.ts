import type { FileEntry, FileSystem } from '../../files/file-system.ts'
import type { FileContent } from '../../files/transaction/file-content.ts'
import { isWithin } from '../../source/is-within.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { PlanProblem } from './promotion-plan.ts'

/** The files of some directories; those that cannot be moved are problems. */
export interface Unit {
  readonly files: ReadonlyMap<RepoPath, FileContent>
  readonly problems: readonly PlanProblem[]
  /** What is there and is no file that can be read, own or not. */
  readonly others: readonly RepoPath[]
}

/**
 * Reads every file below some directories that Git tracks or would track. `isOwn` tells the paths that stay where they
 * are: whatever they may be, they are no problem. Submodules are given by their paths.
 */
export function readUnit(
  files: FileSystem,
  directories: readonly RepoPath[],
  submodules: readonly RepoPath[],
  isOwn: (path: RepoPath) => boolean,
): Unit {
  const found = new Map<RepoPath, FileContent>()
  const problems: PlanProblem[] = []
  const others: RepoPath[] = []
  const isInside = (path: RepoPath): boolean => directories.some((directory) => isWithin(path, directory))
  const refuse = (code: PlanProblem['code'], path: RepoPath, message: string, help: string): void => {
    others.push(path)
    if (isOwn(path)) return
    problems.push({ code, message, help, places: [], at: { file: path, start: 0, end: 0 } })
  }
  for (const path of submodules.filter(isInside)) {
    refuse('submodule', path, `\`${path}\` is a submodule`, 'Move it out of the environment: a promotion copies files.')
  }
  for (const { path, reason } of files.unreadable.filter((one) => isInside(one.path))) {
    refuse('unreadable', path, `\`${path}\` cannot be read: ${reason}`, 'Make it readable.')
  }
  for (const entry of files.entries) {
    if (!isInside(entry.path) || submodules.some((one) => isWithin(entry.path, one))) continue
    const content = readContent(files, entry)
    if (typeof content !== 'string') found.set(entry.path, content)
    else if (entry.kind === 'symlink') {
      const help = 'Put the file itself there, or refer to it from a kustomization file.'
      refuse('symlink', entry.path, `\`${entry.path}\` is a symbolic link, which is not followed`, help)
    } else refuse('unreadable', entry.path, `\`${entry.path}\` cannot be read: ${content}`, 'Make it readable.')
  }
  return { files: found, problems, others }
}

function readContent(files: FileSystem, { path, kind, isExecutable }: FileEntry): FileContent | string {
  if (kind === 'symlink') return 'it is a symbolic link'
  const bytes = files.read(path)
  if ('reason' in bytes) return bytes.reason
  return { bytes, mode: isExecutable === true ? 'executable' : 'file' }
}
