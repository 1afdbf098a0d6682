import type { RepoPath } from '../source/repo-path.ts'

const names =
  /^(?:[._].*|archived?|attic|deprecated|decommissioned|templates?|examples?|samples?|boilerplate|scaffold|skeleton)$/i

/** Whether a directory is kept to be copied or remembered, and nothing runs from it. */
export function isScaffold(directory: RepoPath): boolean {
  return directory.split('/').some((segment) => names.test(segment))
}
