import { runGit } from './run-git.ts'

/** What Git knows of a work tree. */
export interface GitContext {
  /** The branch that is checked out; undefined when detached. */
  readonly branch?: string
  /** URLs of all remotes. */
  readonly remotes: readonly string[]
  /** Untracked paths that Git ignores, directories with a trailing slash, relative to the asked directory. */
  readonly ignored: readonly string[]
}

/** What git prints; undefined where it fails or is not installed. */
async function git(directory: string, args: readonly string[]): Promise<string | undefined> {
  const answer = await runGit(directory, args)
  return answer.ok ? answer.output.toString() : undefined
}

/** Asks Git about the work tree that holds a directory. Undefined where there is none, or no git. */
export async function readGitContext(directory: string): Promise<GitContext | undefined> {
  const [ignored, branch, remotes] = await Promise.all([
    git(directory, ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory']),
    git(directory, ['symbolic-ref', '--quiet', '--short', 'HEAD']),
    git(directory, ['config', '--get-regexp', '^remote\\..*\\.url$']),
  ])
  if (ignored === undefined) return undefined
  const name = branch?.trim()
  return {
    ...(name ? { branch: name } : {}),
    remotes: (remotes ?? '')
      .split('\n')
      .map((line) => line.slice(line.indexOf(' ') + 1).trim())
      .filter((url) => url !== ''),
    ignored: ignored.split('\0').filter((path) => path !== ''),
  }
}
