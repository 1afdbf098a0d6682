import type { RepoPath } from '../source/repo-path.ts'

const names =
  /^[._]*(?:archived?|attic|deprecated|decommissioned|templates?|examples?|samples?|boilerplate|scaffold|skeleton|hack|tests?|testdata|docs?)$/i

/** Whether a directory is, by its name or one above it, for tests, documentation, or to be copied or remembered. */
export function isSetAside(directory: RepoPath): boolean {
  return directory.split('/').some((segment) => names.test(segment))
}
