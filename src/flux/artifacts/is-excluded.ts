import { posix } from 'node:path'
import type { RepoPath } from '../../source/repo-path.ts'
import { matchDoublestar } from './match-doublestar.ts'

/**
 * Whether a copy leaves a path of its source out. Patterns are tried on the path in the source and on the path below
 * what the copy selects (`base`); those without a slash on the name alone too.
 */
export function isExcluded(path: RepoPath, base: RepoPath, patterns: readonly string[]): boolean {
  if (patterns.length === 0) return false
  if (matchesAny(path, patterns)) return true
  return base !== '' && path.startsWith(`${base}/`) && matchesAny(path.slice(base.length + 1), patterns)
}

function matchesAny(path: RepoPath, patterns: readonly string[]): boolean {
  return patterns.some(
    (pattern) =>
      matchDoublestar(pattern, path) || (!pattern.includes('/') && matchDoublestar(pattern, posix.basename(path))),
  )
}
