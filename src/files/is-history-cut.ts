import { readGitBlobs } from './git-blobs.ts'
import { runGit } from './run-git.ts'

/** What to do about a history that is cut, to put behind what is wrong. */
export const fetchMoreHistory =
  'fetch more history first (`git fetch --unshallow`; in CI a checkout with `fetch-depth: 0`)'

/**
 * Whether the history up to `HEAD` is not all there: the clone is shallow and ends before the beginning. With `from`,
 * whether that is so between that commit, which must be known, and `HEAD`.
 */
export async function isHistoryCut(directory: string, from?: string): Promise<boolean> {
  const shallow = await runGit(directory, ['rev-parse', '--is-shallow-repository'])
  if (!shallow.ok || shallow.output.toString().trim() !== 'true') return false
  const range = ['HEAD', ...(from === undefined ? [] : [`^${from}`])]
  const answer = await runGit(directory, ['rev-list', '--max-parents=0', ...range, '--'])
  if (!answer.ok) return true
  const ends = answer.output
    .toString()
    .split('\n')
    .filter((line) => line !== '')
  // Where a clone ends, commits seem to have no parents, and yet they name some.
  const commits = await readGitBlobs(
    directory,
    ends.map((blob) => ({ blob, size: 1024 })),
  )
  return ends.some((end) => /^[^\n]*\nparent /.test(Buffer.from(commits.get(end) ?? []).toString('latin1')))
}
