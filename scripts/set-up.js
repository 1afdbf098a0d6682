// What `npm start` and `npm test` need before anything else, on a fresh clone too: packages and the built binaries.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs a program in the checkout. Its output goes to standard error, so that a command's own output stays clean. */
export function run(command, args) {
  execFileSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
}

/** Installs the packages that the lock file names, unless they already are. */
export function installPackages() {
  const stamp = join(root, 'node_modules/.gitops-lint-lock')
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])
  writeFileSync(stamp, lock)
}

/** Builds dist/ when a source is newer than it. */
export function buildBinaries() {
  const built = join(root, 'dist/gitops-lint.js')
  if (existsSync(built) && statSync(built).mtimeMs > newest(['src', 'schemas', 'scripts', 'package-lock.json'])) return
  run(process.execPath, ['scripts/build.js'])
}

function newest(paths) {
  return Math.max(
    ...paths.flatMap((path) => {
      const { mtimeMs } = statSync(join(root, path))
      if (!statSync(join(root, path)).isDirectory()) return mtimeMs
      const files = readdirSync(join(root, path), { recursive: true })
      return [mtimeMs, ...files.map((file) => statSync(join(root, path, file)).mtimeMs)]
    }),
  )
}
