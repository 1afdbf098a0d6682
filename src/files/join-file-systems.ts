import type { FileSystem } from './file-system.ts'

/**
 * A file system that also reads checkouts of other repositories, each below its directory (`../infra`). What is listed is
 * sorted by path within each of them.
 */
export function joinFileSystems(own: FileSystem, checkouts: ReadonlyMap<string, FileSystem>): FileSystem {
  if (checkouts.size === 0) return own
  const find = (path: string): readonly [FileSystem, string] => {
    for (const [directory, files] of checkouts) {
      if (path.startsWith(`${directory}/`)) return [files, path.slice(directory.length + 1)]
    }
    return [own, path]
  }
  return {
    entries: [
      ...own.entries,
      ...[...checkouts].flatMap(([directory, files]) =>
        files.entries.map((entry) => ({ ...entry, path: `${directory}/${entry.path}` })),
      ),
    ],
    unreadable: own.unreadable,
    isIgnoredByGit: (path) => {
      const [files, inner] = find(path)
      return files.isIgnoredByGit(inner)
    },
    read: (path) => {
      const [files, inner] = find(path)
      return files.read(inner)
    },
  }
}
