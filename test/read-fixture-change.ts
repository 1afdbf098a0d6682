import { createFileTree } from '../src/files/file-tree.ts'
import { createMemoryFileSystem } from '../src/files/memory-file-system.ts'
import type { Change } from '../src/model/change/change.ts'
import { createSourceFile } from '../src/model/create-source-file.ts'
import type { Repository } from '../src/model/repository.ts'

/** What a fixture's `fixture.json` says of a change that led to its files. */
export interface FixtureChange {
  /**
   * What each changed file was before: nothing, a whole text, or the present one with texts (on the left) that were
   * others (on the right).
   */
  readonly before: Readonly<Record<string, null | string | Readonly<Record<string, string>>>>
  /** Newest first. What none of them touches is not committed. */
  readonly commits?: readonly {
    readonly paths: readonly string[]
    readonly trailers?: Readonly<Record<string, string>>
    readonly reverts?: readonly string[]
  }[]
}

/** The change that a fixture describes. */
export function readFixtureChange(
  { before, commits = [] }: FixtureChange,
  files: Readonly<Record<string, Uint8Array>>,
  repository: Repository,
): Change {
  const old: Record<string, string | Uint8Array> = { ...files }
  for (const [path, was] of Object.entries(before)) {
    delete old[path]
    if (typeof was === 'string') old[path] = was
    else if (was !== null) {
      old[path] = Object.entries(was).reduce((text, [now, then]) => {
        if (!text.includes(now)) throw new Error(`${path} has no ${now}`)
        return text.replaceAll(now, then)
      }, new TextDecoder().decode(files[path]))
    }
  }
  const system = createMemoryFileSystem(old)
  const entries = new Map(system.entries.map((entry) => [entry.path, entry]))
  const committed = new Set(commits.flatMap(({ paths }) => paths))
  return {
    files: Object.keys(before)
      .sort()
      .map((path) => {
        const entry = entries.get(path)
        const isIgnored = repository.files.get(path)?.isIgnored ?? false
        return { path, before: entry && createSourceFile(system, entry, isIgnored), after: repository.files.get(path) }
      }),
    commits: commits.map(({ paths, trailers = {}, reverts = [] }, index) => ({
      hash: String(index).padStart(40, '0'),
      author: 'T',
      date: '2026-01-01T00:00:00Z',
      subject: 'change',
      parents: ['f'.repeat(40)],
      trailers: new Map(Object.entries(trailers)),
      reverts,
      paths,
    })),
    uncommitted: new Set(Object.keys(before).filter((path) => !committed.has(path))),
    before: createFileTree(system),
  }
}
