import { compileGlobs } from '../../model/compile-globs.ts'
import type { Layout } from '../../model/layout.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { Stage } from './list-stages.ts'

/** An environment with that of its directories that holds a path. */
export interface Owner {
  readonly stage: Stage
  readonly directory: RepoPath
}

/**
 * Finds whose a path is, by the directories that a promotion moves: those of `promotion.directories`, or else those of
 * the clusters. What several environments share, or none owns, is nobody's.
 */
export function createOwnerTest(
  stages: readonly Stage[],
  { promotion }: Layout,
): (path: RepoPath) => Owner | undefined {
  const tests = stages.map((stage) => ({ stage, owns: createDirectoryTest(stage, promotion.directories) }))
  const known = new Map<RepoPath, Owner | undefined>()
  const find = (directory: RepoPath): Owner | undefined => {
    if (directory === '') return undefined
    if (known.has(directory)) return known.get(directory)
    const [first, second] = tests.filter(({ owns }) => owns(directory))
    const own = first === undefined ? find(parentDirectory(directory)) : { stage: first.stage, directory }
    const found = second === undefined ? own : undefined
    known.set(directory, found)
    return found
  }
  return (path) => find(parentDirectory(path))
}

/** A pattern without an environment names what is shared. */
function createDirectoryTest(
  { names, directories }: Stage,
  patterns: readonly string[] | undefined,
): (directory: RepoPath) => boolean {
  if (patterns === undefined) return (directory) => directories.includes(directory)
  const own = patterns.filter((pattern) => pattern.includes('{environment}'))
  const paths = own.flatMap((pattern) => names.map((name) => pattern.replaceAll('{environment}', name)))
  const isMatch = compileGlobs(paths.filter((path) => path.includes('*')))
  return (directory) => paths.includes(directory) || isMatch(directory)
}
