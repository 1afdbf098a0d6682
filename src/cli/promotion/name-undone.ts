import type { CarriedCommit } from '../../report/promotion-report.ts'

/** Commits that a promotion or a rollback undoes, a line each for its own commit. */
export function nameUndone(commits: readonly CarriedCommit[]): readonly string[] {
  return commits.map(({ hash, author, subject }) => `Undoes ${hash.slice(0, 10)} of ${author}: ${subject}`)
}
