import { resolve } from 'node:path'
import { isHistoryCut } from '../../files/is-history-cut.ts'
import { pathExists } from '../../files/path-exists.ts'
import { runGit } from '../../files/run-git.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { UserError } from '../../source/user-error.ts'
import type { OpenedRepository } from '../open-repository.ts'
import { describePart } from './describe-part.ts'
import { listReferring } from './list-referring.ts'
import type { FileList } from './read-file-list.ts'

/** How much of a repository a list of files covers. */
export interface ListedPart {
  /** What it is, as a part of all YAML files: `2 listed and 1 that refers to deleted ones`. */
  readonly part: string
  /** Files with a path to what is listed and not there. */
  readonly referring: readonly RepoPath[]
  /** What is to be said where files of the list are not there. */
  readonly warning: string | undefined
}

/**
 * Counts the listed files that a repository has. What is not there counts as deleted, as it is in a list that
 * `git diff --name-only` prints: files that refer to it are of the part too. Throws a UserError where there are files in the list of which the repository neither has
 * nor ever had one: they are those of another place.
 */
export async function countListed(
  { paths, count }: FileList,
  { root, repository }: Pick<OpenedRepository, 'root' | 'repository'>,
): Promise<ListedPart> {
  const { files, tree } = repository
  const found = paths.filter((path) => files.has(path) || tree.isDirectory(path) || pathExists(resolve(root, path)))
  if (count > 0 && found.length === 0 && !(await wasThere(paths, root))) {
    const all = count === 1 ? 'the listed file is not' : `0 of ${count} listed files are`
    throw new UserError(
      `--files-from: ${all} in the repository at ${root}; paths are read from where you are or from its top`,
    )
  }
  const there = new Set(found)
  const gone = paths.filter((path) => !there.has(path))
  const referring = [...listReferring(gone, repository)].filter((path) => !there.has(path))
  return {
    part: describePart('listed', { named: found, referring }, repository),
    referring,
    warning: found.length === count ? undefined : `${found.length} of ${count} listed files are in the repository`,
  }
}

/** Whether the history knows one of the paths, or does not reach back far enough to tell. */
async function wasThere(paths: readonly RepoPath[], root: string): Promise<boolean> {
  const written = paths.filter((path) => path !== '' && !path.includes('\n')).map((path) => `:(literal)${path}`)
  if (written.length === 0) return false
  const input = ['--', ...written, ''].join('\n')
  const answer = await runGit(root, ['rev-list', '--max-count=1', 'HEAD', '--stdin'], input)
  return answer.ok && (answer.output.length > 0 || (await isHistoryCut(root)))
}
