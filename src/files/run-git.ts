import { execFile, execFileSync } from 'node:child_process'

/** What git answered, or why it did not. */
export type GitAnswer =
  | { readonly ok: true; readonly output: Buffer }
  | {
      readonly ok: false
      readonly problem: 'not installed' | 'too much output' | 'failed'
      /** What git wrote about it, in English. */
      readonly message: string
    }

/** Bytes that one answer may have; whoever expects more, asks in parts. */
const maximumOutput = 1 << 28

/**
 * Runs git on a directory without prompts, hooks, replaced objects or network; `input` goes to its standard input. The
 * work tree may belong to another user, as it does in containers of CI: only commands that execute nothing of its
 * configuration may be run, and what may come from outside must not begin with a dash. Never rejects.
 */
export function runGit(directory: string, args: readonly string[], input = ''): Promise<GitAnswer> {
  return new Promise((resolve) => {
    const options = { encoding: 'buffer', maxBuffer: maximumOutput, env: environment() } as const
    try {
      const child = execFile('git', [...always(directory), ...args], options, (error, stdout, stderr) => {
        if (error === null) resolve({ ok: true, output: stdout })
        else resolve({ ok: false, problem: problemOf(error), message: stderr.toString() })
      })
      // Git may end before it has read everything, which its exit code tells well enough.
      child.stdin?.on('error', () => {})
      child.stdin?.end(input)
    } catch {
      // What no process can be given: a text with NUL, or one of many thousand characters.
      resolve({ ok: false, problem: 'failed', message: '' })
    }
  })
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

function problemOf({
  code,
}: {
  readonly code?: string | number | null
}): 'not installed' | 'too much output' | 'failed' {
  if (code === 'ENOENT' || code === 'EACCES') return 'not installed'
  return code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER' ? 'too much output' : 'failed'
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
