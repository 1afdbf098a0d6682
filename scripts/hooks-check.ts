// `npm run hooks-check [-- PATH of pre-commit]`: installs this repository as a hook with the real pre-commit, and with Husky
// and lefthook from npm, makes commits, and prints what it saw. It needs the network for npm, and takes some minutes.
import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createHookFile, type HookProgram } from '../src/cli/init/create-hook-file.ts'
import { commitAll, copyCheckout } from './gitlab-check-copy.ts'
import { buildBinaries, root } from './set-up.js'

const work = mkdtempSync(join(tmpdir(), 'hooks-check-'))
const preCommit = process.argv[2] ?? 'pre-commit'
let failures = 0

interface Run {
  readonly status: number | null
  readonly output: string
}

try {
  buildBinaries()
  checkPreCommit()
  checkLocalPreCommit()
  checkHusky()
  checkLefthook()
} finally {
  rmSync(work, { recursive: true, force: true })
}
console.log(failures === 0 ? '\nall as it should be' : `\n${failures} not as it should be`)
process.exitCode = failures === 0 ? 0 : 1

/** The hooks of .pre-commit-hooks.yaml, installed by pre-commit from a clone of this repository. */
function checkPreCommit(): void {
  console.log(`\n${run(work, preCommit, ['--version']).output.trim() || 'there is no pre-commit: not checked'}`)
  if (!hasPreCommit()) return
  const hook = join(work, 'hook')
  copyCheckout(root, hook)
  const revision = execFileSync('git', ['-C', hook, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).trim()
  const user = createUser('pre-commit')
  const configure = (id: string): void =>
    writeFileSync(
      join(user, '.pre-commit-config.yaml'),
      `repos:\n  - repo: ${hook}\n    rev: ${revision}\n    hooks:\n      - id: ${id}\n`,
    )
  configure('gitops-lint')
  commitAll(user, 'The hook')
  const begin = Date.now()
  const types = ['--hook-type', 'pre-commit', '--hook-type', 'pre-merge-commit']
  const installed = run(user, preCommit, ['install', '--install-hooks', ...types])
  const seconds = Math.round((Date.now() - begin) / 1000)
  check(`pre-commit install --install-hooks, in ${seconds} s`, installed.status === 0, installed.output)
  if (installed.status !== 0) return
  checkCommits(user)
  checkMerge(user)

  configure('gitops-lint-fix')
  const kustomization = join(user, 'components/applications/kafka/extra/kustomization.yaml')
  mkdirSync(join(kustomization, '..'))
  writeFileSync(join(kustomization, '../extra.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: extra\n')
  writeFileSync(
    kustomization,
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - extra.yaml\ncommonLabels:\n  app: extra\n',
  )
  const first = commit(user, 'Something to mend')
  const text = readFileSync(kustomization, 'utf8')
  check(
    'gitops-lint-fix mends a file and stops the commit',
    first.status !== 0 && /modified by this hook/.test(first.output) && !text.includes('commonLabels'),
    first.output + text,
  )
  const second = commit(user, 'Mended')
  check('and lets it through once it is mended', second.status === 0, second.output)
}

function hasPreCommit(): boolean {
  return run(work, preCommit, ['--version']).status === 0
}

/** pre-commit with the installed binary, as `gitops init --hook pre-commit` and docs/hooks.md write it. */
function checkLocalPreCommit(): void {
  if (!hasPreCommit()) return
  const user = createUser('pre-commit-local')
  writeHook(user, 'pre-commit')
  const installed = run(user, preCommit, ['install', '--hook-type', 'pre-commit', '--hook-type', 'pre-merge-commit'])
  check('pre-commit install', installed.status === 0, installed.output)
  commitAll(user, 'The hook')
  checkCommits(user)
  checkMerge(user)
}

/** Husky, as `gitops init --hook husky` and docs/hooks.md write it. */
function checkHusky(): void {
  const user = createUser('husky')
  installPackage(user, 'husky')
  writeHook(user, 'husky')
  const started = run(user, 'npx', ['husky'])
  check('npx husky', started.status === 0, started.output)
  commitAll(user, 'The hook')
  checkCommits(user)
}

/** lefthook, as `gitops init --hook lefthook` and docs/hooks.md write it. */
function checkLefthook(): void {
  const user = createUser('lefthook')
  installPackage(user, 'lefthook')
  writeHook(user, 'lefthook')
  const started = run(user, 'npx', ['lefthook', 'install'])
  check('npx lefthook install', started.status === 0, started.output)
  commitAll(user, 'The hook')
  checkCommits(user)
  checkMerge(user)
}

/** A merge of two commits that are sound, and together are not. */
function checkMerge(user: string): void {
  const template = join(user, 'cluster-templates/production/kustomization.yaml')
  const extra = join(template, '../extra.yaml')
  writeFileSync(extra, 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: extra\n  namespace: kafka\n')
  commitAll(user, 'A file')
  git(user, 'checkout', '--quiet', '-b', 'side')
  rmSync(extra)
  commitAll(user, 'Without it')
  git(user, 'checkout', '--quiet', 'main')
  appendFileSync(template, '  - extra.yaml\n')
  commitAll(user, 'With it')
  const merged = run(user, 'git', [
    '-c',
    'user.name=Ada',
    '-c',
    'user.email=ada@example.com',
    'merge',
    '-m',
    'Both',
    'side',
  ])
  check(
    'a merge that breaks a reference is stopped',
    merged.status !== 0 && merged.output.includes('reference-exists'),
    merged.output,
  )
  git(user, 'reset', '--quiet', '--hard')
}

function writeHook(user: string, program: HookProgram): void {
  const { path, text } = createHookFile(program)
  mkdirSync(dirname(join(user, path)), { recursive: true })
  writeFileSync(join(user, path), text)
}

/** What each hook must do: commits of every kind in a repository that is sound, which it is again at the end. */
function checkCommits(user: string): void {
  const template = join(user, 'cluster-templates/production/kustomization.yaml')
  writeFileSync(join(user, 'NOTES.md'), 'Notes\n')
  const good = commit(user, 'A good commit')
  check('a good commit is let through', good.status === 0, good.output)

  appendFileSync(template, '  - ../../components/applications/kafka/bases\n')
  const bad = commit(user, 'A bad commit')
  check('a bad commit is stopped', bad.status !== 0 && bad.output.includes('reference-exists'), bad.output)

  git(user, 'restore', '--source=HEAD', '--worktree', template)
  const mended = spawnCommit(user, ['--message', 'Staged bad, work tree good'])
  check('what is staged counts, not the mended work tree', mended.status !== 0, mended.output)
  git(user, 'reset', '--quiet', '--hard')
  appendFileSync(template, '  - ../../components/applications/kafka/bases\n')
  writeFileSync(join(user, 'NOTES.md'), 'More notes\n')
  git(user, 'add', 'NOTES.md')
  const partial = spawnCommit(user, ['--message', 'Staged good, work tree bad'])
  check('nor the broken work tree', partial.status === 0, partial.output)
  git(user, 'reset', '--quiet', '--hard')

  appendFileSync(template, '  - extra.yaml\n')
  writeFileSync(
    join(template, '../extra.yaml'),
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: extra\n  namespace: kafka\n',
  )
  git(user, 'add', template)
  const untracked = spawnCommit(user, ['--message', 'A file is forgotten'])
  check('a file that was not added counts as missing', untracked.status !== 0, untracked.output)
  git(user, 'reset', '--quiet', '--hard')
  rmSync(join(template, '../extra.yaml'), { force: true })

  appendFileSync(template, '  - ../../components/applications/kafka/bases\n')
  const named = spawnCommit(user, ['--message', 'By name', '--', 'cluster-templates'])
  check('`git commit <path>`, which has an index of its own, is stopped too', named.status !== 0, named.output)
  git(user, 'reset', '--quiet', '--hard')

  git(user, 'rm', '--quiet', 'components/applications/kafka/base/namespace.yaml')
  const deletion = spawnCommit(user, ['--message', 'Only a deletion'])
  check(
    'a deletion that breaks a reference is stopped',
    deletion.status !== 0 && deletion.output.includes('reference-exists'),
    deletion.output,
  )
  git(user, 'reset', '--quiet', '--hard')
}

function createUser(name: string): string {
  console.log(`\n${name}`)
  const user = join(work, `user-${name}`)
  copyCheckout(root, user, (path) => /^(?:clusters|cluster-templates|components|\.gitops\.yaml)/.test(path))
  writeFileSync(join(user, '.gitignore'), 'node_modules/\n')
  commitAll(user, 'Sound')
  return user
}

function installPackage(user: string, name: string): void {
  writeFileSync(join(user, 'package.json'), '{"private": true}\n')
  const installed = run(user, 'npm', ['install', '--save-dev', '--no-audit', '--no-fund', '--loglevel=error', name])
  check(`npm install --save-dev ${name}`, installed.status === 0, installed.output)
}

function commit(user: string, message: string): Run {
  git(user, 'add', '--all')
  return spawnCommit(user, ['--message', message])
}

function spawnCommit(user: string, args: readonly string[]): Run {
  return run(user, 'git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', 'commit', '--quiet', ...args])
}

function git(user: string, ...args: string[]): void {
  execFileSync('git', ['-C', user, ...args], { stdio: 'ignore' })
}

/** Runs a program with the built binaries on its path, and with pre-commit's own store. */
function run(cwd: string, program: string, args: readonly string[]): Run {
  const bin = join(work, 'bin')
  if (mkdirSync(bin, { recursive: true }) !== undefined) {
    for (const name of ['gitops', 'gitops-lint']) symlinkSync(join(root, `dist/${name}.js`), join(bin, name))
  }
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    timeout: 600_000,
    maxBuffer: 1 << 26,
    env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, PRE_COMMIT_HOME: join(work, 'store'), NO_COLOR: '1' },
  })
  return { status, output: (stdout ?? '') + (stderr ?? '') }
}

function check(name: string, isSo: boolean, output: string): void {
  console.log(`${isSo ? 'ok    ' : 'FAILED'} ${name}`)
  if (isSo) return
  failures += 1
  console.log(output.replace(/^/gm, '    '))
}
