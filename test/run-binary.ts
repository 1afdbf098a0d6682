import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a run of a built binary gave. */
export interface BinaryRun {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a built binary in a directory. `uid` runs it as another user, which only root may. */
export function runBinary(
  program: 'gitops-lint' | 'gitops',
  args: readonly string[],
  cwd: string,
  { env = {}, uid }: { readonly env?: Readonly<Record<string, string>>; readonly uid?: number } = {},
): BinaryRun {
  const { PATH, HOME } = process.env
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, `../dist/${program}.js`), ...args],
    {
      cwd,
      encoding: 'utf8',
      timeout: 60_000,
      maxBuffer: 1 << 28,
      env: { PATH, HOME, XDG_CACHE_HOME: join(tmpdir(), 'gitops-lint-tests'), ...env },
      ...(uid === undefined ? {} : { uid }),
    },
  )
  return { status, stdout, stderr }
}
