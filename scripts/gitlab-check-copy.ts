import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Copies what Git would commit of a checkout, changes of today included, into a new repository with one commit. */
export function copyCheckout(from: string, to: string, wanted: (path: string) => boolean = () => true): void {
  const listed = execFileSync('git', ['-C', from, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  for (const path of new Set(listed.split('\0'))) {
    if (path === '' || !wanted(path) || !existsSync(join(from, path))) continue
    mkdirSync(dirname(join(to, path)), { recursive: true })
    cpSync(join(from, path), join(to, path))
  }
  commitAll(to, 'Start')
}

/** Commits everything in a directory, which becomes a repository with the branch main where it is none. */
export function commitAll(directory: string, message: string): string {
  // A collection of garbage in the background would move objects away while somebody copies them.
  const settings = ['user.name=Ada', 'user.email=ada@example.com', 'gc.auto=0', 'maintenance.auto=false']
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', directory, ...settings.flatMap((one) => ['-c', one]), ...args], {
      encoding: 'utf8',
    })
  if (!existsSync(join(directory, '.git'))) git('init', '--quiet', '--initial-branch=main')
  git('add', '--all')
  git('commit', '--quiet', '--no-verify', '--allow-empty', '--message', message)
  return git('rev-parse', 'HEAD').trim()
}
