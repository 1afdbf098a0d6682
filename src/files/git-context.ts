import { execFile } from 'node:child_process'

/** What Git knows of a work tree. */
export interface GitContext {
  /** The branch that is checked out; undefined when detached. */
  readonly branch?: string
  /** URLs of all remotes. */
  readonly remotes: readonly string[]
  /** Untracked paths that Git ignores, directories with a trailing slash, relative to the asked directory. */
  readonly ignored: readonly string[]
}

/**
 * Runs git without prompts, hooks or network; undefined where it fails or is not installed. The work tree may belong to
 * another user, as it does in containers of CI: nothing of its configuration is executed by these commands.
 */
function git(directory: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(
      'git',
      ['-C', directory, '-c', 'core.fsmonitor=false', '-c', 'safe.directory=*', ...args],
      { maxBuffer: 1 << 28, env: { ...withoutGit(process.env), GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' } },
      (error, stdout) => resolve(error ? undefined : stdout),
    )
  })
}

/** Hooks run with GIT_DIR and the like of their own repository, which need not be the one that is asked about. */
function withoutGit(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('GIT_')))
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
