import type { RepoPath } from '../../source/repo-path.ts'

/** Whether a path is that of a directory that holds some of the files, or the last part of one. */
export function createDirectoryTest(files: Iterable<RepoPath>): (path: string) => boolean {
  let known: Set<string> | undefined
  return (path) => {
    known ??= listEndings(files)
    return known.has(path)
  }
}

function listEndings(files: Iterable<RepoPath>): Set<string> {
  const directories = new Set<string>()
  for (const file of files) {
    for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) {
      const directory = file.slice(0, end)
      if (directories.has(directory)) break
      directories.add(directory)
    }
  }
  const endings = new Set<string>()
  for (const directory of directories) {
    for (let from = 0; ; ) {
      endings.add(directory.slice(from))
      const slash = directory.indexOf('/', from)
      if (slash < 0) break
      from = slash + 1
    }
  }
  return endings
}
