import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { arch, availableParallelism, cpus, platform, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Bench } from './bench.ts'
import type { Results } from './results.ts'

/** What was measured, and on what. */
export function describeRun({ hasCache, kustomize }: Bench): Omit<Results, 'groups' | 'targets'> {
  const top = join(import.meta.dirname, '../..')
  const { version }: { readonly version: string } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8'))
  const commit = git(top, ['rev-parse', '--short=10', 'HEAD'])
  const isDirty = git(top, ['status', '--porcelain', '--', '.', ':!bench']) !== ''
  return {
    version,
    ...(commit === undefined ? {} : { commit: `${commit}${isDirty ? '+' : ''}` }),
    hasCache,
    machine: {
      cpu: cpus()[0]?.model.trim() ?? 'a CPU that does not tell its name',
      cores: availableParallelism(),
      memory: Math.round(totalmem() / 2 ** 30),
      system: `${platform()} ${arch()}`,
      node: process.version,
      ...(kustomize === undefined ? {} : { kustomize: kustomize.version }),
    },
  }
}

function git(directory: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: directory, encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}
