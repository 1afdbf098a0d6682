import type { Reference } from '../../kustomize/reference.ts'
import type { Change } from '../../model/change/change.ts'
import type { Repository } from '../../model/repository.ts'
import { isWithin } from '../../source/is-within.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/** The part of a repository that a change touches. */
export interface ChangedPart {
  /** Whether findings in a file, or about a directory, belong to it. */
  has(path: RepoPath): boolean
  /** What it is, as a part of all YAML files: `2 changed and 1 that refers to deleted ones`. */
  readonly description: string
}

/**
 * Selects the files that a change adds or changes, and those with a path that leads to what it deletes, or into a
 * directory that is taken as a whole and lacks something now. A finding about a directory is one of a change to anything
 * in it.
 */
export function selectChanged({ files }: Pick<Change, 'files'>, repository: Repository): ChangedPart {
  const changed = new Set(files.map(({ path }) => path))
  const lacking = new Set<RepoPath>()
  for (const { path, after } of files) {
    for (let at = path; after === undefined && at !== '' && !lacking.has(at); at = parentDirectory(at)) lacking.add(at)
  }
  const referring = new Set<RepoPath>()
  for (const [path, references] of lacking.size === 0 ? [] : repository.references) {
    if (!changed.has(path) && references.some((one) => leadsTo(one, lacking))) referring.add(path)
  }
  const count = (paths: ReadonlySet<RepoPath>): number =>
    [...paths].filter((path) => repository.files.get(path)?.isYaml === true).length
  const more = count(referring)
  return {
    has: (path) =>
      changed.has(path) ||
      referring.has(path) ||
      (!repository.files.has(path) && [...changed].some((one) => isWithin(one, path))),
    description: `${count(changed)} changed${more === 0 ? '' : ` and ${more} that ${more === 1 ? 'refers' : 'refer'} to deleted ones`}`,
  }
}

/** Whether a reference leads to one of the paths that are gone, or that lack something below them. */
function leadsTo({ target }: Reference, lacking: ReadonlySet<RepoPath>): boolean {
  if (target.kind === 'missing') return target.tried.some((path) => lacking.has(path))
  if (target.kind === 'directory') return lacking.has(target.path)
  return target.kind === 'kustomization' && target.file.origin !== 'file' && lacking.has(target.file.directory)
}
