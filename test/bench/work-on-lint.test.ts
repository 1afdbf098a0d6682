import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Bench } from '../../scripts/bench/bench.ts'
import { runRounds } from '../../scripts/bench/run-rounds.ts'
import { workOnLint } from '../../scripts/bench/work-on-lint.ts'
import { writeTree } from '../write-tree.ts'

/** Tells what it sees: whether it may use a cache, whether that knows the file as it is, and the file. */
const fakeLint = `
const { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs')
const text = readFileSync('a.yaml', 'utf8')
const directory = process.env.XDG_CACHE_HOME
const known = directory + '/known'
const cache = process.argv.includes('--no-cache') ? 'none' : !existsSync(known) ? 'empty' : readFileSync(known, 'utf8') === text ? 'same' : 'other'
if (cache !== 'none') {
  mkdirSync(directory, { recursive: true })
  writeFileSync(known, text)
}
appendFileSync('../log', cache + ' ' + text + '\\n')
process.exit(Number(process.env.CODE ?? 0))
`

function fakeBench(hasCache: boolean, environment: NodeJS.ProcessEnv = {}): Bench & { readonly log: () => string[] } {
  const work = writeTree({ 'lint.cjs': fakeLint, 'repository/a.yaml': 'original' })
  return {
    work,
    cache: join(work, 'cache'),
    lint: join(work, 'lint.cjs'),
    gitops: '',
    parser: '',
    kustomize: undefined,
    timer: undefined,
    hasCache,
    sample: 1,
    patience: 0,
    environment,
    tell: () => {},
    log: () => (existsSync(join(work, 'log')) ? readFileSync(join(work, 'log'), 'utf8').trim().split('\n') : []),
  }
}

function measure(bench: Bench, rounds: number): readonly string[] {
  const repository = { directory: join(bench.work, 'repository'), paths: ['a.yaml'], bytes: 8, roots: [] }
  const change = { path: 'a.yaml', edit: (text: string, nth: number) => `${text} ${nth}` }
  const works = workOnLint(bench, { repository, change })
  const names: string[] = []
  for (let round = 0; round < rounds; round += 1) {
    for (const { name } of runRounds(bench, works)) names.push(name)
  }
  return names
}

describe('lint as it is measured', () => {
  it('is cold, fills a cache, is warm, and sees another change each time', () => {
    const bench = fakeBench(true)
    const names = measure(bench, 2)
    expect(names.slice(0, 4)).toEqual(['lint, cold', 'lint, filling the cache', 'lint, warm', 'lint, one file changed'])
    expect(bench.log()).toEqual([
      'none original',
      'empty original',
      // Before the first warm run, and after a change was taken back, the cache is filled; that is not measured.
      'empty original',
      'same original',
      'other original 1',
      'none original',
      'empty original',
      'other original',
      'same original',
      'other original 2',
    ])
  })

  it('does the same work each time where there is no cache', () => {
    const bench = fakeBench(false)
    expect(measure(bench, 1)).toEqual(['lint, cold', 'lint, warm', 'lint, one file changed'])
    expect(bench.log().map((line) => line.slice(line.indexOf(' ') + 1))).toEqual(['original', 'original', 'original 1'])
  })

  it('fails where there is a finding', () => {
    expect(() => measure(fakeBench(true, { CODE: '1' }), 1)).toThrow('failed (1)')
  })
})
