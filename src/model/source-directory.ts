import type { ArtifactFiles } from '../flux/artifacts/artifact-files.ts'
import type { RepoPath } from '../source/repo-path.ts'

const known = new WeakMap<ArtifactFiles, Map<RepoPath, RepoPath | undefined>>()

/**
 * The directory of the repository that a directory of an artifact is; undefined where it is put together of several, has
 * files under other names, or has no files.
 */
export function sourceDirectory(files: ArtifactFiles, directory: RepoPath): RepoPath | undefined {
  const directories = known.get(files) ?? new Map<RepoPath, RepoPath | undefined>()
  known.set(files, directories)
  const waiting = [directory]
  for (let current = waiting.at(-1); current !== undefined; current = waiting.at(-1)) {
    const below = directories.has(current)
      ? []
      : listDirectories(files, current).filter((path) => !directories.has(path))
    if (below.length > 0) {
      waiting.push(...below)
      continue
    }
    waiting.pop()
    if (!directories.has(current)) directories.set(current, findSource(files, current, directories))
  }
  return directories.get(directory)
}

function findSource(
  { tree, sourceOf }: ArtifactFiles,
  directory: RepoPath,
  directories: ReadonlyMap<RepoPath, RepoPath | undefined>,
): RepoPath | undefined {
  let found: RepoPath | undefined
  for (const name of tree.childrenOf(directory)) {
    const path = pathOf(directory, name)
    const source = tree.isDirectory(path) ? directories.get(path) : sourceOf(path)
    const above = source === undefined ? undefined : withoutName(source, name)
    if (above === undefined || (found !== undefined && found !== above)) return undefined
    found = above
  }
  return found
}

function listDirectories({ tree }: ArtifactFiles, directory: RepoPath): readonly RepoPath[] {
  return tree
    .childrenOf(directory)
    .map((name) => pathOf(directory, name))
    .filter((path) => tree.isDirectory(path))
}

function withoutName(path: RepoPath, name: string): RepoPath | undefined {
  if (path === name) return ''
  return path.endsWith(`/${name}`) ? path.slice(0, -name.length - 1) : undefined
}

function pathOf(directory: RepoPath, name: string): RepoPath {
  return directory === '' ? name : `${directory}/${name}`
}
