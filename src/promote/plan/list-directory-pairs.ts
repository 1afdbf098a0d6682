import type { FileTree } from '../../files/file-tree.ts'
import type { Cluster } from '../../model/cluster.ts'
import { findDirectories } from '../../model/find-directories.ts'
import type { Repository } from '../../model/repository.ts'
import { isWithin } from '../../source/is-within.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { UserError } from '../../source/user-error.ts'
import { compileDirectoryPattern } from './compile-directory-pattern.ts'
import type { DirectoryPair } from './directory-pair.ts'

/** The states that a promotion reads: the source's may be of an earlier commit. */
export interface PromotionSides {
  readonly source: Repository
  readonly target: Repository
}

/**
 * The directories that one environment owns with their counterparts in another, sorted: as the configuration lists them,
 * or else the directory of its cluster. A directory that only one of them has is among them. Throws a UserError where
 * there is nothing to move, or where one directory lies in another.
 */
export function listDirectoryPairs(
  source: string,
  target: string,
  { source: from, target: to }: PromotionSides,
): readonly DirectoryPair[] {
  const patterns = to.layout.promotion.directories
  const found = new Map<RepoPath, DirectoryPair>()
  const add = (pair: DirectoryPair): void => {
    if (!found.has(pair.from)) found.set(pair.from, pair)
  }
  if (patterns === undefined) {
    const directory = directoryOf(source, from)
    add({ from: directory, to: directoryOf(target, to, counterpartOf(directory, target)) })
  }
  for (const { globOf, exchange } of (patterns ?? []).map(compileDirectoryPattern)) {
    for (const path of matchDirectories(globOf(source), from.tree)) {
      add({ from: path, to: exchange(path, source, target) })
    }
    for (const path of matchDirectories(globOf(target), to.tree)) {
      add({ from: exchange(path, target, source), to: path })
    }
  }
  const pairs = [...found.values()]
    .filter((one, _, all) => !all.some((other) => other !== one && isWithin(one.from, other.from)))
    .sort((a, b) => (a.to < b.to ? -1 : 1))
  if (pairs.length === 0) {
    const wanted = (patterns ?? []).map((one) => `\`${one}\``).join(', ')
    throw new UserError(
      `neither \`${source}\` nor \`${target}\` has a directory of \`promotion.directories\` (${wanted}) in .gitops.yaml`,
    )
  }
  for (const [index, one] of pairs.entries()) {
    const rival = pairs.slice(index + 1).find((pair) => isWithin(pair.to, one.to) || isWithin(one.to, pair.to))
    if (rival === undefined) continue
    throw new UserError(
      `\`${one.from}\` and \`${rival.from}\` would both be promoted to \`${one.to}\`: ` +
        'say under `promotion.directories` in .gitops.yaml which of the two it is',
    )
  }
  for (const one of pairs) {
    const other = pairs.find((pair) => isWithin(one.to, pair.from) || isWithin(pair.from, one.to))
    if (other === undefined) continue
    throw new UserError(
      `\`${one.to}\` and \`${other.from}\` lie in each other: an environment cannot be promoted into itself`,
    )
  }
  return pairs
}

/** The directories that an environment owns today: none where it has no cluster, and nothing is configured. */
export function listOwnDirectories(name: string, { layout, tree, clusters }: Repository): readonly RepoPath[] {
  const patterns = layout.promotion.directories
  if (patterns === undefined) return listClusters(name, clusters).map(({ directory }) => directory)
  return patterns.flatMap((pattern) => matchDirectories(compileDirectoryPattern(pattern).globOf(name), tree))
}

/** The directory of the one cluster of an environment. */
function directoryOf(name: string, { clusters }: Repository, otherwise?: RepoPath): RepoPath {
  const found = listClusters(name, clusters)
  const [only] = found
  if (only !== undefined && found.length === 1) return only.directory
  if (only === undefined && otherwise !== undefined) return otherwise
  if (only === undefined) throw new UserError(`the environment \`${name}\` has no cluster here`)
  const names = found.map((one) => one.name).join(', ')
  throw new UserError(
    `the environment \`${name}\` has several clusters (${names}): name one of them, ` +
      'or say under `promotion.directories` in .gitops.yaml what the environment owns',
  )
}

/** A cluster by its name or directory, or else those of an environment. */
function listClusters(name: string, clusters: readonly Cluster[]): readonly Cluster[] {
  const named = clusters.filter((one) => one.name === name || one.directory === name)
  return named.length > 0 ? named : clusters.filter(({ environment }) => environment === name)
}

/** Beside the source, for an environment that has no files yet. */
function counterpartOf(directory: RepoPath, target: string): RepoPath {
  return [...directory.split('/').slice(0, -1), target].join('/')
}

function matchDirectories(path: string, tree: FileTree): readonly RepoPath[] {
  if (!/[*?[\]{}()!+@|\\]/.test(path)) return tree.isDirectory(path) ? [path] : []
  return findDirectories([path], tree)
}
