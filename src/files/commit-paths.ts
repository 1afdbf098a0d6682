import { lstatSync, mkdtempSync, rmSync, type Stats, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { RepoPath } from '../source/repo-path.ts'
import { UserError } from '../source/user-error.ts'
import { explainGitFailure } from './explain-git-failure.ts'
import { keepGitIndex } from './keep-git-index.ts'
import { reasonOf } from './reason-of.ts'
import { runGit } from './run-git.ts'
import { runGitAsUser } from './run-git-as-user.ts'
import { splitAtNul } from './split-at-nul.ts'

/**
 * Makes one commit of exactly the given paths (relative to the directory) as they are in the work tree: additions, even
 * of what Git ignores, changes and deletions. Whatever else is staged stays so. The user's identity, signing and hooks
 * apply. Returns the hash of the commit. Throws a UserError with git's own words where it refuses, or there is nothing
 * to commit; the work tree is then untouched and the index as it was.
 */
export async function commitPaths(directory: string, paths: readonly RepoPath[], message: string): Promise<string> {
  if (paths.length === 0) throw new UserError('there is nothing to commit')
  const files = chooseFiles(directory, paths)
  const index = await keepGitIndex(directory)
  const before = await readHead(directory)
  const text = writeMessage(message)
  try {
    await announceNewPaths(directory, files)
    const pathspecs = ['--pathspec-from-file=-', '--pathspec-file-nul']
    const commit = ['commit', '--quiet', '--only', '--cleanup=whitespace', `--file=${text}`, ...pathspecs]
    const answer = await runGitAsUser(directory, commit, toPathspecs(files))
    const head = await readHead(directory)
    if (answer.ok && head !== undefined && head !== before) return head
    const isMade = head !== before
    throw explainGitFailure(isMade ? 'the commit is made, but Git could not end it' : 'nothing was committed', {
      problem: 'failed',
      ...answer,
    })
  } catch (error) {
    // After a commit, what was staged before would take it back.
    if ((await readHead(directory)) === before) index.restore()
    throw error
  } finally {
    rmSync(dirname(text), { recursive: true, force: true })
  }
}

/** Writes the message into a file alone in a new directory, since it may be too long for an argument. */
function writeMessage(message: string): string {
  try {
    const path = join(mkdtempSync(join(tmpdir(), 'gitops-commit-')), 'message')
    writeFileSync(path, message)
    return path
  } catch (error) {
    throw new UserError(`nothing was committed: the message cannot be written to a temporary file: ${reasonOf(error)}`)
  }
}

/** A file that became a directory goes as what is below it comes; named itself, it would be the whole directory. */
function chooseFiles(directory: string, paths: readonly RepoPath[]): readonly RepoPath[] {
  const above = new Set<RepoPath>()
  for (const path of paths) {
    for (
      let end = path.lastIndexOf('/');
      end > 0 && !above.has(path.slice(0, end));
      end = path.lastIndexOf('/', end - 1)
    ) {
      above.add(path.slice(0, end))
    }
  }
  return paths.filter((path) => {
    if (path !== '' && !findKind(directory, path)?.isDirectory()) return true
    if (path !== '' && above.has(path)) return false
    throw new UserError(`nothing was committed: \`${path}\` is a directory, not a file`)
  })
}

/** Git commits only what its index knows, so new paths are put there first, without content. */
async function announceNewPaths(directory: string, paths: readonly RepoPath[]): Promise<void> {
  const listed = await runGit(directory, ['ls-files', '-z'])
  if (!listed.ok) throw explainGitFailure('nothing was committed', listed)
  const known = new Set([...splitAtNul(listed.output)].map((path) => path.toString()))
  const added = paths.filter((path) => !known.has(path) && findKind(directory, path) !== undefined)
  if (added.length === 0) return
  const add = ['add', '--intent-to-add', '--force', '--pathspec-from-file=-', '--pathspec-file-nul']
  const answer = await runGitAsUser(directory, add, toPathspecs(added))
  if (!answer.ok) throw explainGitFailure('nothing was committed', answer)
}

function findKind(directory: string, path: RepoPath): Stats | undefined {
  try {
    return lstatSync(join(directory, path), { throwIfNoEntry: false })
  } catch {
    // What cannot be looked at is for Git to tell.
    return undefined
  }
}

/** Literal by their own words: an option would reach the hooks, and change how they read theirs. */
function toPathspecs(paths: readonly RepoPath[]): string {
  return paths.map((path) => `:(literal)${path}\0`).join('')
}

async function readHead(directory: string): Promise<string | undefined> {
  const answer = await runGit(directory, ['rev-parse', '--verify', '--quiet', 'HEAD'])
  return answer.ok ? answer.output.toString().trim() : undefined
}
