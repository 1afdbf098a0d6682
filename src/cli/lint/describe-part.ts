import type { Repository } from '../../model/repository.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/** Files that are reported on. */
interface Part {
  /** Those that are meant. */
  readonly named: Iterable<RepoPath>
  /** Those that are looked at because they refer to what is deleted. */
  readonly referring: Iterable<RepoPath>
}

/** Counts the YAML files of a part: `2 changed and 1 that refers to deleted ones`, where `how` is `changed`. */
export function describePart(how: string, { named, referring }: Part, { files }: Pick<Repository, 'files'>): string {
  const count = (paths: Iterable<RepoPath>): number =>
    [...paths].filter((path) => files.get(path)?.isYaml === true).length
  const more = count(referring)
  const those = more === 0 ? '' : ` and ${more} that ${more === 1 ? 'refers' : 'refer'} to deleted ones`
  return `${count(named)} ${how}${those}`
}
