import { relative, resolve, sep } from 'node:path'
import { readGitPrefix } from '../../files/git-prefix.ts'
import { pathExists } from '../../files/path-exists.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { Terminal } from '../terminal.ts'

/** What a list of files names. */
export interface FileList {
  /** Relative to the top of the repository; those that lie outside are left out. */
  readonly paths: readonly RepoPath[]
  /** How many different files it has, those outside too. */
  readonly count: number
}

/**
 * Reads a list of files, one a line or each ended by a NUL, for the repository at `root`. `source` is a file,
 * or `-` for standard input. They are read from where the user stands, or from the top of the Git repository, as
 * `git diff --name-only` prints them; what is not there (a deleted file) stays in the list, what lies outside does not.
 * Throws a UserError where the list cannot be read.
 */
export async function readFileList(source: string, root: string, terminal: Terminal): Promise<FileList> {
  const { workingDirectory } = terminal
  // Some editors and shells begin a text with a mark of its encoding.
  const text = (await terminal.readInput(source)).replace(/^\uFEFF/, '')
  const lines = text.includes('\0') ? text.split('\0') : text.split(/\r?\n/).map(unquote)
  const prefix = await readGitPrefix(workingDirectory)
  const top = resolve(workingDirectory, ...prefix.split('/').flatMap((part) => (part === '' ? [] : ['..'])))
  const paths = lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const near = resolve(workingDirectory, line)
      const absolute = pathExists(near) || !pathExists(resolve(top, line)) ? near : resolve(top, line)
      return relative(root, absolute).split(sep).join('/')
    })
  const different = [...new Set(paths)]
  return {
    paths: different.filter((path) => path !== '..' && !path.startsWith('../')),
    count: different.length,
  }
}

const escapes: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

/** Git quotes names that are not plain ASCII: `"caf\303\251.yaml"`. */
function unquote(line: string): string {
  if (!/^".*"$/.test(line)) return line
  const bytes = [...line.slice(1, -1).matchAll(/\\([0-7]{3}|.)|([^\\]+)/gs)].map(([, code, plain = '']) => {
    if (code === undefined) return Buffer.from(plain)
    return /^[0-7]{3}$/.test(code) ? Buffer.from([Number.parseInt(code, 8)]) : Buffer.from(escapes[code] ?? code)
  })
  return Buffer.concat(bytes).toString()
}
