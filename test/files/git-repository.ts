import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

const environment = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  ...Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap((who) => [
      [`GIT_${who}_NAME`, 'T'],
      [`GIT_${who}_EMAIL`, 't@t'],
    ]),
  ),
}

/** Runs git in a directory with no configuration but its own, and returns what it prints. Throws where it fails. */
export function git(directory: string, args: readonly string[], input: string | Uint8Array = ''): string {
  return execFileSync('git', args, { cwd: directory, env: environment, input, stdio: 'pipe' }).toString().trim()
}

/** A new empty directory, removed after the test. */
export function createDirectory(): string {
  const root = mkdtempSync(join(tmpdir(), 'gitops-lint-git-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  return root
}

/** What a test writes: texts and bytes by path, and symbolic links as `{ to }`. */
export type Tree = Readonly<Record<string, string | Uint8Array | { readonly to: string }>>

/** Makes the work tree hold exactly the given files and commits them. Returns the commit. */
export function commit(root: string, tree: Tree): string {
  git(root, ['rm', '-r', '-f', '-q', '--ignore-unmatch', '.'])
  for (const [path, content] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    if (typeof content === 'string' || content instanceof Uint8Array) writeFileSync(join(root, path), content)
    else symlinkSync(content.to, join(root, path))
  }
  git(root, ['add', '--all', '--force'])
  git(root, ['commit', '-q', '--allow-empty', '-m', 'change'])
  return git(root, ['rev-parse', 'HEAD'])
}

/** A new repository with a branch `main` and one commit for each tree. */
export function createRepository(trees: readonly Tree[], options: readonly string[] = []): string {
  const root = createDirectory()
  git(root, ['init', '-q', '--initial-branch=main', ...options])
  for (const tree of trees) commit(root, tree)
  return root
}

/** A clone in a new directory. */
export function clone(root: string, options: readonly string[] = []): string {
  const copy = createDirectory()
  git(copy, ['clone', '-q', ...options, `file://${root}`, '.'])
  return copy
}
