import { execFile } from 'node:child_process'
import type { GitAnswer } from './run-git.ts'

/** As {@link GitAnswer}, with what git and the hooks wrote beside their output, which is kept after success as well. */
export type UserGitAnswer = GitAnswer & { readonly output: Buffer; readonly message: string }

/** Bytes that one answer may have: a command that changes something is not ended half-way for what a hook prints. */
const maximumOutput = 1 << 28

/**
 * Runs git on a directory as the user would: with the user's environment, configuration, identity, signing, hooks and
 * credential helpers, so it may reach the network and ask on the terminal. Only where the user asked for a change, or
 * for what Git's own filters must judge; what may come from outside must not begin with a dash. The repository is the
 * one that holds the directory, even within a hook of another. `input` goes to its standard input. Never rejects.
 */
export function runGitAsUser(directory: string, args: readonly string[], input = ''): Promise<UserGitAnswer> {
  return new Promise((resolve) => {
    const options = { encoding: 'buffer', maxBuffer: maximumOutput, env: environment() } as const
    try {
      const child = execFile('git', ['-C', directory, ...args], options, (error, output, stderr) => {
        const message = stderr.toString()
        if (error === null) resolve({ ok: true, output, message })
        else resolve({ ok: false, problem: problemOf(error), output, message })
      })
      // Git may end before it has read everything, which its exit code tells well enough.
      child.stdin?.on('error', () => {})
      child.stdin?.end(input)
    } catch {
      // What no process can be given: a text with NUL, or one of many thousand characters.
      resolve({ ok: false, problem: 'failed', output: Buffer.alloc(0), message: '' })
    }
  })
}

function problemOf({ code }: { readonly code?: string | number | null }): (GitAnswer & { ok: false })['problem'] {
  if (code === 'ENOENT' || code === 'EACCES') return 'not installed'
  return code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER' ? 'too much output' : 'failed'
}

/**
 * What a hook is given about its own repository, and what changes how paths are read. The rest, such as
 * GIT_AUTHOR_NAME, GIT_SSH_COMMAND and GIT_CONFIG_COUNT, is the user's wish.
 */
const belongsToOuterRepository =
  /^GIT_(?:DIR|WORK_TREE|IMPLICIT_WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|NAMESPACE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|QUARANTINE_PATH|SHALLOW_FILE|GRAFT_FILE|NO_REPLACE_OBJECTS|REPLACE_REF_BASE|INTERNAL_\w+|(?:LITERAL|GLOB|NOGLOB|ICASE)_PATHSPECS|PUSH_OPTION_\w+|REFLOG_ACTION)$/

function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !belongsToOuterRepository.test(name))
  // Messages are read, so they must be English; hooks keep the user's character encoding, which LC_ALL=C would take.
  return { ...Object.fromEntries(kept), LANGUAGE: 'en' }
}
