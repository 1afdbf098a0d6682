import type { Change } from '../../model/change/change.ts'
import type { Repository } from '../../model/repository.ts'
import type { Diagnostic } from '../../source/diagnostic.ts'
import { isWithin } from '../../source/is-within.ts'
import { describePart } from './describe-part.ts'
import { listReferring } from './list-referring.ts'

/** The part of a repository that a change touches. */
export interface ChangedPart {
  /** Whether a finding is of it. */
  has(finding: Pick<Diagnostic, 'at' | 'related'>): boolean
  /** What it is, as a part of all YAML files: `2 changed and 1 that refers to deleted ones`. */
  readonly description: string
}

/**
 * Selects the files that a change adds or changes, and those with a path to what it deletes. A finding is of them where it
 * is in one, or where a file that differs is among its related places: what leads to it, or what it collides with. A
 * finding about a directory is one of a change to anything in it.
 */
export function selectChanged({ files }: Pick<Change, 'files'>, repository: Repository): ChangedPart {
  const changed = new Set(files.map(({ path }) => path))
  const gone = files.filter(({ after }) => after === undefined).map(({ path }) => path)
  const referring = new Set([...listReferring(gone, repository)].filter((path) => !changed.has(path)))
  return {
    has: ({ at: { file }, related }) =>
      changed.has(file) ||
      referring.has(file) ||
      related.some(({ at }) => changed.has(at.file)) ||
      (!repository.files.has(file) && [...changed].some((one) => isWithin(one, file))),
    description: describePart('changed', { named: changed, referring }, repository),
  }
}
