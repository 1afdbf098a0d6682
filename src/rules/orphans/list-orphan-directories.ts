import type { KustomizationFile } from '../../kustomize/kustomization-file.ts'
import { compileGlobs } from '../../model/compile-globs.ts'
import { referencesTo } from '../../model/queries/references-to.ts'
import type { Repository } from '../../model/repository.ts'
import { isWithin } from '../../source/is-within.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { findMisspelt } from './find-misspelt.ts'
import { indexMentions } from './index-mentions.ts'
import { isSetApart } from './is-set-apart.ts'
import { listUnseenPaths } from './list-unseen-paths.ts'

/** A directory that no cluster reaches, and its first kustomization file. */
export interface OrphanDirectory {
  readonly directory: RepoPath
  readonly kustomization: KustomizationFile
  /** It is unused as a whole, and has no kustomization file of its own. */
  readonly isTree: boolean
}

/**
 * Finds the directories of a layer that no cluster reaches and that nothing outside of them names: neither a reference
 * nor a comment, a script or a string in some object. Of directories in each other only the topmost is given, and where
 * all that stands side by side is unused, the directory that holds it.
 */
export function listOrphanDirectories(
  repository: Repository,
  layerName: string,
  isExcepted: (path: RepoPath) => boolean,
): readonly OrphanDirectory[] {
  const layer = repository.layout.layers.find((one) => one.name === layerName)
  if (layer === undefined || repository.clusters.length === 0) return []
  const isInLayer = compileGlobs(layer.paths.flatMap((glob) => [glob, `${glob}/**`]))
  const roots = layer.paths.map((glob) => glob.replace(/\/?[^/]*[*?[{(!].*$/, ''))
  const rootOf = (directory: RepoPath): RepoPath | undefined =>
    roots.find((root) => directory !== root && isWithin(directory, root))

  const used = findUsedDirectories(repository)
  const mayBeBuilt = listUnseenPaths(repository)
  const mentions = indexMentions(repository)
  const isMisspelt = findMisspelt(repository)
  const orphans = new Map<RepoPath, KustomizationFile[]>()
  const kustomizations = [...repository.kustomizations.values()].sort((a, b) => (a.directory < b.directory ? -1 : 1))
  for (const kustomization of kustomizations) {
    const { directory, path } = kustomization
    const root = rootOf(directory)
    if (root === undefined || !isInLayer(directory) || repository.files.get(path)?.isIgnored !== false) continue
    if (isSetApart(path, root, repository.tree) || used.has(directory) || isExcepted(directory)) continue
    if (mayBeBuilt(path, root) || mentions.isDirectoryNamed(directory, false) || mentions.isFileNamed(path)) continue
    if (isMisspelt(directory)) continue
    const top = findTop(directory, root, used)
    const group = orphans.get(top)
    if (group === undefined) orphans.set(top, [kustomization])
    else group.push(kustomization)
  }
  return [...orphans].flatMap(([top, group]) => {
    const [first] = group
    if (first === undefined) return []
    const directory = group.length > 1 ? top : first.directory
    return [{ directory, kustomization: first, isTree: directory !== first.directory }]
  })
}

/** Climbs to the highest directory below the layer in which nothing is used. */
function findTop(directory: RepoPath, root: RepoPath, used: ReadonlySet<RepoPath>): RepoPath {
  let top = directory
  for (let above = parentDirectory(top); above !== root && !used.has(above); above = parentDirectory(above)) top = above
  return top
}

/** Directories with a file that a cluster loads, or that something outside of the directory refers to. */
function findUsedDirectories(repository: Repository): ReadonlySet<RepoPath> {
  const used = new Set<RepoPath>()
  const climb = (path: RepoPath, from: RepoPath): void => {
    for (let at = parentDirectory(path); at !== ''; at = parentDirectory(at)) {
      if (isWithin(from, at)) return
      used.add(at)
    }
  }
  // Above what a cluster uses all is used.
  for (const { files } of repository.closures.values()) {
    for (const path of files.keys()) {
      for (let at = parentDirectory(path); at !== '' && !used.has(at); at = parentDirectory(at)) used.add(at)
    }
  }
  for (const [path, references] of referencesTo(repository)) {
    for (const reference of references) climb(path, reference.from)
  }
  return used
}
