import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Bench } from './bench.ts'
import type { MakeFile } from './make-file.ts'

/** A repository on the disk, with one commit that has all of it. */
export interface Repository {
  readonly directory: string
  /** Its YAML files, sorted. */
  readonly paths: readonly string[]
  /** The bytes of those. */
  readonly bytes: number
  /** The directories that a kustomize can be run for: those of a kustomization file that is no Component. */
  readonly roots: readonly string[]
}

/** Makes a repository from what is written into it. */
export function createRepository(bench: Bench, name: string, fill: (write: MakeFile) => void): Repository {
  const directory = join(bench.work, name)
  mkdirSync(directory)
  const folders = new Set<string>()
  fill((path, text) => {
    const folder = dirname(join(directory, path))
    if (!folders.has(folder)) mkdirSync(folder, { recursive: true })
    folders.add(folder)
    writeFileSync(join(directory, path), text)
  })
  return commit(bench, directory)
}

/** Makes a repository from copies of files and directories. */
export function copyRepository(bench: Bench, name: string, sources: readonly string[]): Repository {
  const directory = join(bench.work, name)
  mkdirSync(directory)
  for (const source of sources) {
    // A copy can be written to and removed though what it was made of is read-only.
    execFileSync('cp', ['-R', source, directory])
    execFileSync('chmod', ['-R', 'u+w', join(directory, basename(source))])
  }
  return commit(bench, directory)
}

/** Runs git in a directory, with nothing of the user's own settings. */
export function runGit(bench: Bench, directory: string, args: readonly string[]): void {
  const settings = ['gc.auto=0', 'maintenance.auto=false', 'core.looseCompression=0', 'core.fsync=none']
  const options = [...settings, 'user.name=Ada', 'user.email=ada@example.com'].flatMap((each) => ['-c', each])
  execFileSync('git', [...options, ...args], { cwd: directory, env: bench.environment, stdio: 'ignore' })
}

/** Removes a repository and what lies beside it under its name. */
export function removeRepository({ directory }: Repository): void {
  const [parent, name] = [dirname(directory), basename(directory)]
  for (const each of readdirSync(parent)) {
    if (each === name || each.startsWith(`${name}.`)) rmSync(join(parent, each), { recursive: true, force: true })
  }
}

function commit(bench: Bench, directory: string): Repository {
  runGit(bench, directory, ['init', '--quiet', '--initial-branch', 'main'])
  runGit(bench, directory, ['add', '--all', '--force'])
  runGit(bench, directory, ['commit', '--quiet', '--message', 'Start'])
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.ya?ml$/.test(path) && !path.startsWith('.git/') && statSync(join(directory, path)).isFile())
    .sort()
  return {
    directory,
    paths,
    bytes: paths.reduce((sum, path) => sum + statSync(join(directory, path)).size, 0),
    roots: paths.filter((path) => isRoot(join(directory, path))).map((path) => dirname(path)),
  }
}

function isRoot(path: string): boolean {
  return /^kustomization\.ya?ml$/.test(basename(path)) && !/^kind: Component$/m.test(readFileSync(path, 'utf8'))
}
