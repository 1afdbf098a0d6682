import { createHash } from 'node:crypto'
import type { FileSystem } from '../../files/file-system.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/** A tree of files that knows what was asked of it. */
export interface WatchedFiles {
  /** The tree to ask. */
  readonly files: FileSystem
  /** A hash of what each file held that was read, or of the reason why it could not be; {@link unsteady} for two states. */
  readonly contents: ReadonlyMap<RepoPath, string>
  /** What was asked of Git's ignore rules, and the answers. */
  readonly ignored: ReadonlyMap<RepoPath, boolean>
}

/** Instead of the hash of a file that changed while it was read. */
export const unsteady = 'changed'

/** Lets a tree of files be asked through, and remembers every question whose answer may change. */
export function watchFiles(files: FileSystem): WatchedFiles {
  const contents = new Map<RepoPath, string>()
  const ignored = new Map<RepoPath, boolean>()
  return {
    contents,
    ignored,
    files: {
      ...files,
      isIgnoredByGit(path) {
        const answer = files.isIgnoredByGit(path)
        ignored.set(path, answer)
        return answer
      },
      read(path) {
        const content = files.read(path)
        const hash = hashContent(content)
        // What changed meanwhile was seen in two states, which no later run will see.
        contents.set(path, (contents.get(path) ?? hash) === hash ? hash : unsteady)
        return content
      },
    },
  }
}

/** A hash of what reading a file gives. */
export function hashContent(content: ReturnType<FileSystem['read']>): string {
  const hash = createHash('sha256')
  return 'reason' in content
    ? hash.update('-').update(content.reason).digest('hex')
    : hash.update('+').update(content).digest('hex')
}
