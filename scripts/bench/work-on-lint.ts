import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench } from './bench.ts'
import type { Repository } from './create-repository.ts'
import { type Command, measureProcess } from './measure-process.ts'
import type { Work } from './run-rounds.ts'

/** What is linted and how. */
export interface LintInput {
  readonly repository: Repository
  /** Comes before the name of each row, for several repositories in one group. */
  readonly label?: string
  /** The file that changes for the run after a change, and what it becomes in the nth of them. */
  readonly change?: { readonly path: string; readonly edit: (text: string, nth: number) => string }
  /** Whether findings are expected; without, one is a failure of the benchmark. */
  readonly mayFind?: boolean
}

/** Names of rows that the targets are judged by. */
export const lintRows = {
  cold: 'lint, cold',
  fill: 'lint, filling the cache',
  warm: 'lint, warm',
  changed: 'lint, one file changed',
} as const

/**
 * Lint without a cache, with an empty one, once more with nothing changed, and after a change of one file. A version without
 * a cache does the same in all of them.
 */
export function workOnLint(bench: Bench, { repository, label = '', change, mayFind = false }: LintInput): Work[] {
  const { directory, bytes } = repository
  const lint = (cache: string, ...more: readonly string[]): Command => ({
    command: process.execPath,
    args: [bench.lint, '--fail-on', 'info', ...more],
    directory,
    environment: { XDG_CACHE_HOME: cache },
    exitCodes: mayFind ? [0, 1] : [0],
  })
  const [cacheOfFill, cacheOfWarm] = [`${directory}.cache-fill`, `${directory}.cache-warm`]
  const warm = lint(cacheOfWarm)
  const path = change === undefined ? undefined : join(directory, change.path)
  const original = path === undefined ? '' : readFileSync(path, 'utf8')
  let changes = 0
  let isChanged = false
  // Whether the cache knows the files as they are.
  let isSettled = !bench.hasCache
  const restore = (): void => {
    if (isChanged && path !== undefined) {
      writeFileSync(path, original)
      isSettled = !bench.hasCache
    }
    isChanged = false
  }
  const settle = (): void => {
    restore()
    if (!isSettled) measureProcess(bench, warm)
    isSettled = true
  }
  const against = [`${label}parsing alone`, `${label}parsing, whole process`]
  const cold = `${label}${lintRows.cold}`
  const works: Work[] = [
    {
      name: cold,
      commands: [lint(cacheOfFill, ...(bench.hasCache ? ['--no-cache'] : []))],
      prepare: restore,
      bytes,
      against,
    },
  ]
  if (bench.hasCache) {
    const prepare = (): void => {
      restore()
      rmSync(cacheOfFill, { recursive: true, force: true })
    }
    works.push({ name: `${label}${lintRows.fill}`, commands: [lint(cacheOfFill)], prepare, bytes, against: [cold] })
  }
  works.push({ name: `${label}${lintRows.warm}`, commands: [warm], prepare: settle, against: [cold, 'bare Node'] })
  if (change === undefined || path === undefined) return works
  const prepare = (): void => {
    settle()
    changes += 1
    writeFileSync(path, change.edit(original, changes))
    isChanged = true
  }
  return [...works, { name: lintRows.changed, commands: [warm], prepare, against: [cold, 'bare Node'] }]
}
