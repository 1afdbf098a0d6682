import { execFileSync, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'

/** What git answered, or why it did not. */
export type GitAnswer =
  | { readonly ok: true; readonly output: Buffer }
  | {
      readonly ok: false
      readonly problem: GitProblem
      /** What git wrote about it, in English. */
      readonly message: string
    }

/** Why git did not answer. */
export type GitProblem = 'not installed' | 'too much output' | 'failed'

/** Bytes that one answer may have; whoever expects more, asks in parts. */
const maximumOutput = 1 << 28

/**
 * Runs git on a directory without prompts, hooks, replaced objects or network; `input` goes to its standard input. The
 * work tree may belong to another user, as it does in containers of CI: only commands that execute nothing of its
 * configuration may be run, and what may come from outside must not begin with a dash. Never rejects.
 */
export function runGit(directory: string, args: readonly string[], input = ''): Promise<GitAnswer> {
  return new Promise((resolve) => {
    const fails = (problem: GitProblem, message = ''): void => resolve({ ok: false, problem, message })
    try {
      // A pipe that nobody needs costs a tenth of all that asking git takes.
      const stdio = [input === '' ? 'ignore' : 'pipe', 'pipe', 'pipe'] as const
      const child = spawn('git', [...always(directory), ...args], { env: environment(), stdio: [...stdio] })
      const output = collect(child.stdout, () => {
        child.kill()
        fails('too much output')
      })
      const errors = collect(child.stderr, () => child.kill())
      child.on('error', (error: NodeJS.ErrnoException) => fails(problemOf(error)))
      child.on('close', (code) => {
        if (code === 0) resolve({ ok: true, output: Buffer.concat(output) })
        else fails('failed', Buffer.concat(errors).toString())
      })
      // Git may end before it has read everything, which its exit code tells well enough.
      child.stdin?.on('error', () => {})
      child.stdin?.end(input)
    } catch {
      // What no process can be given: a text with NUL, or one of many thousand characters.
      fails('failed')
    }
  })
}

/** What comes out of a pipe, as it comes; `onTooMuch` is called where that is more than anybody expects. */
function collect(pipe: Readable | null, onTooMuch: () => void): readonly Buffer[] {
  const chunks: Buffer[] = []
  let length = 0
  pipe?.on('data', (chunk: Buffer) => {
    length += chunk.length
    if (length > maximumOutput) onTooMuch()
    else chunks.push(chunk)
  })
  return chunks
}

/** As {@link runGit}, for where there is no waiting; `maximum` is the number of bytes that are expected at most. */
export function runGitNow(directory: string, args: readonly string[], maximum: number): Buffer | undefined {
  try {
    return execFileSync('git', [...always(directory), ...args], {
      maxBuffer: maximum + 1,
      env: environment(),
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch {
    return undefined
  }
}

function always(directory: string): readonly string[] {
  return ['-C', directory, '-c', 'core.fsmonitor=false', '-c', 'safe.directory=*']
}

function problemOf({ code }: NodeJS.ErrnoException): GitProblem {
  return code === 'ENOENT' || code === 'EACCES' ? 'not installed' : 'failed'
}

function environment(): NodeJS.ProcessEnv {
  return {
    ...withoutGit(process.env),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    // Older versions know no such word; that no protocol is allowed stops them as well.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
  }
}

/** Hooks run with GIT_DIR and the like of their own repository, which need not be the one that is asked about. */
function withoutGit(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('GIT_')))
}
