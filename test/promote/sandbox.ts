import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createDirectory, git } from '../files/git-repository.ts'
import { type BinaryRun, runBinary } from '../run-binary.ts'

/** Contents by path: a text or bytes, a symbolic link as `{ to }`, or undefined for a file that goes. */
export type Files = Readonly<Record<string, string | Uint8Array | { readonly to: string } | undefined>>

/** What a cluster of these tests is made of: Flux, a namespace, an application with its settings. */
export function clusterOf(name: string, { tag = '1.0.0', colour = 'red', directory = `clusters/${name}` } = {}): Files {
  return {
    [`${directory}/flux-system/gotk-sync.yaml`]: gotkSync(directory),
    [`${directory}/flux-system/kustomization.yaml`]: kustomization('gotk-sync.yaml'),
    [`${directory}/kustomization.yaml`]: kustomization('flux-system', 'namespace.yaml', 'web.yaml', 'settings.yaml'),
    [`${directory}/namespace.yaml`]: 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n',
    [`${directory}/web.yaml`]: deployment(tag),
    [`${directory}/settings.yaml`]: settings({ colour }),
  }
}

/** A kustomization file with some resources. */
export function kustomization(...resources: readonly string[]): string {
  const lines = resources.map((one) => `  - ${one}\n`).join('')
  return `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${lines}`
}

/** A ConfigMap. */
export function settings(data: Readonly<Record<string, string>>, name = 'settings'): string {
  const lines = Object.entries(data).map(([key, value]) => `  ${key}: ${value}\n`)
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: shop\ndata:\n${lines.join('')}`
}

/** A Deployment. */
export function deployment(tag: string, replicas = 2): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  replicas: ${replicas}
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: ghcr.io/acme/web:${tag}
`
}

/** A Flux Kustomization. */
export function fluxKustomization(name: string, path: string): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: ${name}
  namespace: flux-system
spec:
  interval: 10m
  timeout: 5m
  path: ./${path}
  prune: true
  sourceRef:
    kind: GitRepository
    name: flux-system
`
}

function gotkSync(directory: string): string {
  return `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: flux-system
  namespace: flux-system
spec:
  interval: 1m
  ref:
    branch: main
  url: https://git.example.com/platform.git
---
${fluxKustomization('flux-system', directory)}`
}

/** Staging, one release ahead, and production in a new repository with one commit; `more` comes on top. */
export function createEnvironments(more: Files = {}): string {
  const root = createDirectory()
  git(root, ['init', '-q', '--initial-branch=main'])
  git(root, ['config', 'user.name', 'Ada'])
  git(root, ['config', 'user.email', 'ada@example.org'])
  git(root, ['config', 'core.autocrlf', 'false'])
  const staging = clusterOf('staging', { tag: '1.1.0' })
  commitFiles(root, { '.gitops.yaml': configuration(), ...staging, ...clusterOf('production'), ...more }, 'Start')
  return root
}

/** A .gitops.yaml with both environments and settings of promotions. */
export function configuration(promotion = '{}', environments = '[staging, production]'): string {
  return `environments: ${environments}\nmainBranch: main\npromotion: ${promotion}\n`
}

/** Writes files, or removes them, without a commit. */
export function write(root: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    const place = join(root, path)
    rmSync(place, { force: true })
    if (content === undefined) continue
    mkdirSync(dirname(place), { recursive: true })
    if (typeof content === 'string' || content instanceof Uint8Array) writeFileSync(place, content)
    else symlinkSync(content.to, place)
  }
}

/** Commits some changes and returns the commit. */
export function commitFiles(root: string, files: Files, message: string): string {
  write(root, files)
  const known = new Set(git(root, ['ls-files', '-z']).split('\0'))
  const paths = Object.keys(files).filter((path) => files[path] !== undefined || known.has(path))
  if (paths.length > 0) git(root, ['add', '--all', '--force', '--', ...paths])
  git(root, ['commit', '-q', '--allow-empty', '-m', message])
  return git(root, ['rev-parse', 'HEAD'])
}

/** Runs `gitops` in a repository, or in a directory of it. */
export function gitops(root: string, args: readonly string[], uid?: number): BinaryRun {
  const env = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', NO_COLOR: '1' }
  return runBinary('gitops', args, root, { env, ...(uid === undefined ? {} : { uid }) })
}

/** Runs it and expects that it ends well; returns what it prints. */
export function succeed(root: string, args: readonly string[]): string {
  const { status, stdout, stderr } = gitops(root, args)
  if (status !== 0) throw new Error(`gitops ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`)
  return stdout
}

/** Promotes staging to production with some options; returns what it prints. */
export function promote(root: string, ...options: readonly string[]): string {
  return succeed(root, ['promote', 'staging', 'production', ...options])
}

/** Promotes staging to production and expects that it is stopped before a byte is written; returns what it prints. */
export function stop(root: string, ...options: readonly string[]): string {
  const before = stateOf(root)
  const { status, stdout, stderr } = gitops(root, ['promote', 'staging', 'production', ...options])
  if (status !== 1 && status !== 2) throw new Error(`ended with ${status}:\n${stdout}${stderr}`)
  if (stateOf(root) !== before) throw new Error(`something was written:\n${stateOf(root)}\ninstead of\n${before}`)
  return `${stdout}${stderr}`
}

/** Everything that a command might have changed: commits, branches, the index and the work tree. */
export function stateOf(root: string): string {
  const head = existsSync(join(root, '.git/HEAD')) ? readFileSync(join(root, '.git/HEAD'), 'utf8') : ''
  return [
    head,
    git(root, ['for-each-ref']),
    git(root, ['status', '--porcelain', '--untracked-files=all']),
    git(root, ['diff', '--binary']),
  ].join('\n')
}

/** What a file of the work tree holds; undefined where there is none. */
export function read(root: string, path: string): string | undefined {
  const place = join(root, path)
  return existsSync(place) ? readFileSync(place, 'utf8') : undefined
}

/** Puts a hook into a repository, bare or not; the script is one of the shell. */
export function writeHook(root: string, name: string, script: string): void {
  const path = join(root, existsSync(join(root, '.git')) ? '.git/hooks' : 'hooks', name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
}
