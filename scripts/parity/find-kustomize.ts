import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

/** A real kustomize on this machine. */
export interface Kustomize {
  readonly command: string
  /** What comes before the directory. */
  readonly args: readonly string[]
  readonly version: string
  /** Whether it knows `--reorder`, which `kubectl kustomize` does not in every version. */
  readonly hasReorder: boolean
}

/** The kustomize at a path, or else the first one of PATH, GOBIN, GOPATH/bin and ~/go/bin, or else kubectl's. */
export function findKustomize(given: string | undefined): Kustomize | undefined {
  const { PATH = '', GOBIN, GOPATH } = process.env
  const goDirectories = [GOBIN, ...(GOPATH ?? '').split(delimiter).map((each) => each && join(each, 'bin'))]
  const directories = [...PATH.split(delimiter), ...goDirectories, join(homedir(), 'go/bin')]
  const candidates = directories.filter((each) => each).map((directory) => join(directory ?? '', 'kustomize'))
  for (const command of given === undefined ? candidates : [given]) {
    if (given === undefined && !existsSync(command)) continue
    const version = outputOf(command, ['version'])?.trim()
    if (version !== undefined) return { command, args: ['build'], version, hasReorder: true }
  }
  if (given !== undefined) return undefined
  const kubectl = outputOf('kubectl', ['version', '--client'])
  const version = /^Kustomize Version: (\S+)/m.exec(kubectl ?? '')?.[1]
  if (version === undefined) return undefined
  const hasReorder = outputOf('kubectl', ['kustomize', '--help'])?.includes('--reorder') === true
  return { command: 'kubectl', args: ['kustomize'], version: `${version} of kubectl`, hasReorder }
}

function outputOf(command: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' })
  return status === 0 ? stdout : undefined
}
