// `promotion-speed [files]`: promotes an environment of so many files in a repository of its own, and prints the time and
// the memory that takes beside `cp -r` and `rsync --delete` of the same tree.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const count = Number(process.argv[2] ?? 10_000)
const work = mkdtempSync(join(tmpdir(), 'promotion-speed-'))
const root = join(work, 'repository')
const binary = join(import.meta.dirname, '../dist/gitops.js')
const git = (...args: readonly string[]): void => void execFileSync('git', ['-C', root, ...args], { stdio: 'ignore' })

try {
  writeEnvironments()
  const promoted = measure(process.execPath, [binary, 'promote', 'staging', 'production', '--allow-delete', `${count}`])
  git('checkout', '--', '.')
  git('clean', '-fdq')
  const rows = [
    { what: `gitops promote, ${count} files`, ...promoted },
    { what: 'cp -r', ...measure('cp', ['-r', 'clusters/staging', join(work, 'copy')]) },
    {
      what: 'rsync --delete',
      ...measure('rsync', ['-a', '--checksum', '--delete', 'clusters/staging/', 'clusters/production/']),
    },
  ]
  console.table(rows)
} finally {
  rmSync(work, { recursive: true, force: true })
}

/** Of the target's files a tenth is the same, a tenth is missing, a tenth is its alone, and the rest differ. */
function writeEnvironments(): void {
  mkdirSync(root)
  const list = (name: string, paths: readonly string[]): void => {
    const resources = paths.map((path) => `  - ${path}\n`).join('')
    write(`clusters/${name}/kustomization.yaml`, `kind: Kustomization\nresources:\n${resources}`)
  }
  const staging: string[] = []
  const production: string[] = []
  for (let index = 0; index < count; index++) {
    const path = `team-${Math.floor(index / 100)}/app-${index}.yaml`
    const text = (replicas: number): string =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app-${index}\n  namespace: apps\ndata:\n  replicas: "${replicas}"\n` +
      `  text: |\n${'    a line of configuration\n'.repeat(20)}`
    if (index % 10 !== 1) {
      staging.push(path)
      write(`clusters/staging/${path}`, text(1))
    }
    if (index % 10 !== 2) {
      production.push(path)
      write(`clusters/production/${path}`, text(index % 10 === 3 ? 1 : 2))
    }
  }
  list('staging', staging)
  list('production', production)
  git('init', '-q', '-b', 'main')
  git('config', 'user.name', 'Ada')
  git('config', 'user.email', 'ada@example.com')
  git('add', '-A')
  git('commit', '-q', '-m', 'Start')
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

/** Seconds on the wall, and mebibytes at most. */
function measure(command: string, args: readonly string[]): { readonly seconds: number; readonly mebibytes: number } {
  const started = performance.now()
  const timed = spawnSync('/usr/bin/time', ['-f', '%M', command, ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  const seconds = (performance.now() - started) / 1000
  if (timed.status !== 0) throw new Error(`${command} failed: ${timed.stderr}${timed.stdout.slice(0, 2000)}`)
  return {
    seconds: Math.round(seconds * 100) / 100,
    mebibytes: Math.round(Number(timed.stderr.trim().split('\n').at(-1)) / 1024),
  }
}
