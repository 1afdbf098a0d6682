import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { UserError } from '../../src/source/user-error.ts'
import { findKustomize } from '../parity/find-kustomize.ts'
import { buildBinaries } from '../set-up.js'
import type { Bench } from './bench.ts'
import { findTimer } from './find-timer.ts'

export interface BenchOptions extends Pick<Bench, 'sample' | 'patience'> {
  /** The path of a kustomize. */
  readonly kustomize: string | undefined
}

/** Builds the binaries and prepares a directory to work in, which `close` removes. Throws a UserError for a kustomize that is none. */
export function openBench({ kustomize, sample, patience }: BenchOptions): Bench & { close(): void } {
  const found = findKustomize(kustomize)
  if (kustomize !== undefined && found === undefined) throw new UserError(`${kustomize} is no kustomize`)
  buildBinaries()
  const work = mkdtempSync(join(tmpdir(), 'gitops-bench-'))
  const close = (): void => rmSync(work, { recursive: true, force: true })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      close()
      process.exit(1)
    })
  }
  const parser = join(work, 'parse-files.cjs')
  const entry = join(import.meta.dirname, 'parse-files.ts')
  buildSync({ entryPoints: [entry], outfile: parser, bundle: true, format: 'cjs', platform: 'node', minify: true })
  const dist = join(import.meta.dirname, '../../dist')
  const lint = join(dist, 'gitops-lint.js')
  const cache = join(work, 'cache')
  const help = spawnSync(process.execPath, [lint, '--help'], { encoding: 'utf8' }).stdout
  return {
    work,
    cache,
    lint,
    gitops: join(dist, 'gitops.js'),
    parser,
    kustomize: found,
    timer: findTimer(),
    hasCache: /--(?:no-)?cache\b/.test(help),
    sample,
    patience,
    environment: createEnvironment(cache),
    tell: (text) => console.error(text),
    close,
  }
}

/** The user's, without what would change how Node or Git run, and with an own cache. */
function createEnvironment(cache: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:NODE_|GIT_|npm_)/.test(name))
  return {
    ...Object.fromEntries(inherited),
    NO_COLOR: '1',
    XDG_CACHE_HOME: cache,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
  }
}
