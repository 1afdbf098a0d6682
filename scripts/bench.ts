// `bench`: measures lint, builds and promotions of made-up and real repositories, with the floors and the peers in the same
// run, and prints a page of Markdown. bench/README.md has the options.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { UserError } from '../src/source/user-error.ts'
import { compareResults } from './bench/compare-results.ts'
import { describeRun } from './bench/describe-run.ts'
import { judgeTargets } from './bench/judge-targets.ts'
import { listGroups } from './bench/list-groups.ts'
import { openBench } from './bench/open-bench.ts'
import { renderResults } from './bench/render-results.ts'
import type { Results } from './bench/results.ts'
import type { Group } from './bench/row.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    corpus: { type: 'string' },
    kustomize: { type: 'string' },
    sample: { type: 'string' },
    patience: { type: 'string', default: '3' },
    json: { type: 'string' },
    output: { type: 'string' },
    compare: { type: 'boolean', default: false },
  },
})
// npm runs scripts in the package's directory; paths are meant from where the user is.
const from = process.env.INIT_CWD ?? process.cwd()
const pathOf = (name: string): string => (name.startsWith('/') ? name : join(from, name))

try {
  if (values.compare) compare()
  else run()
} catch (error) {
  if (!(error instanceof UserError)) throw error
  console.error(`bench: ${error.message}`)
  process.exitCode = 2
}

function compare(): void {
  const [before, after] = positionals.map((name): Results => JSON.parse(readFileSync(pathOf(name), 'utf8')))
  if (before === undefined || after === undefined)
    throw new UserError('--compare takes two files that --json has written')
  process.stdout.write(compareResults(before, after))
}

function numberOf(option: 'sample' | 'patience'): number | undefined {
  const number = Number(values[option] ?? 1)
  if (!(number > 0)) throw new UserError(`--${option} takes a number above 0`)
  return values[option] === undefined ? undefined : number
}

function run(): void {
  const corpus = values.corpus ?? process.env.GITOPS_CORPUS
  const chosen = listGroups({
    isQuick: values.quick,
    only: values.only,
    corpus: corpus === undefined ? join(import.meta.dirname, '../../shared/corpus') : pathOf(corpus),
  })
  const bench = openBench({
    kustomize: values.kustomize?.includes('/') === true ? pathOf(values.kustomize) : values.kustomize,
    sample: numberOf('sample'),
    patience: numberOf('patience') ?? 0,
  })
  const groups: Group[] = []
  try {
    for (const { name, measure } of chosen) {
      const started = performance.now()
      bench.tell(name)
      try {
        const group = measure(bench)
        if (group === undefined) bench.tell('  there is nothing to measure')
        else groups.push(group)
      } catch (error) {
        // What was measured before and after is worth having.
        bench.tell(`  ${name} failed: ${error instanceof Error ? error.message : error}`)
        process.exitCode = 1
      }
      bench.tell(`  ${name} took ${Math.round((performance.now() - started) / 1000)} s`)
    }
  } finally {
    bench.close()
  }
  const results: Results = { ...describeRun(bench), groups, targets: judgeTargets(groups) }
  if (values.json !== undefined) writeFileSync(pathOf(values.json), `${JSON.stringify(results, null, 2)}\n`)
  const page = renderResults(results)
  if (values.output === undefined) process.stdout.write(page)
  else writeFileSync(pathOf(values.output), page)
}
