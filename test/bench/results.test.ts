import { describe, expect, it } from 'vitest'
import { compareResults, formatChange } from '../../scripts/bench/compare-results.ts'
import { readUsage } from '../../scripts/bench/find-timer.ts'
import { formatBytes, formatRatio, formatSeconds } from '../../scripts/bench/format-number.ts'
import { judgeTargets } from '../../scripts/bench/judge-targets.ts'
import { listGroups } from '../../scripts/bench/list-groups.ts'
import { addCosts } from '../../scripts/bench/measure-process.ts'
import { renderResults } from '../../scripts/bench/render-results.ts'
import type { Results } from '../../scripts/bench/results.ts'
import type { Group, Row } from '../../scripts/bench/row.ts'
import { spreadOf, summarizeRuns } from '../../scripts/bench/summarize-runs.ts'
import { spreadEvenly } from '../../scripts/bench/work-on-builds.ts'

function row(name: string, wall: number, more: Partial<Row> = {}): Row {
  return { name, runs: 1, wall: spreadOf([wall]), ...more }
}

function resultsOf(groups: readonly Group[]): Results {
  const machine = { cpu: 'A CPU', cores: 2, memory: 8, system: 'linux x64', node: 'v20.19.0', kustomize: 'v5.8.1' }
  return { version: '0.1.0', commit: 'abc', hasCache: true, machine, groups, targets: judgeTargets(groups) }
}

describe('runs', () => {
  it.each([
    [[3, 1, 2], { median: 2, least: 1, most: 3 }],
    [[4, 1, 2, 3], { median: 2.5, least: 1, most: 4 }],
    [[5], { median: 5, least: 5, most: 5 }],
  ])('%j have a median and a spread', (numbers, spread) => {
    expect(spreadOf(numbers)).toEqual(spread)
  })

  it('of several processes add up, with the memory of the largest', () => {
    const costs = [
      { wall: 1, cpu: 2, peak: 30 },
      { wall: 2, cpu: 1, peak: 40 },
    ]
    expect(addCosts(costs)).toEqual({ wall: 3, cpu: 3, peak: 40 })
    expect(addCosts([{ wall: 1, cpu: 2, peak: 30 }, { wall: 2 }])).toEqual({ wall: 3 })
  })

  it('say nothing of what was not measured', () => {
    expect(summarizeRuns([{ wall: 1 }, { wall: 3 }])).toEqual({ runs: 2, wall: { median: 2, least: 1, most: 3 } })
  })
})

describe('what time(1) prints', () => {
  it.each([
    ['GNU', 'cpu 1.20 0.30 peak 2048\n', { cpu: 1.5, peak: 2_097_152 }],
    [
      'GNU, after a failure',
      'Command exited with non-zero status 1\ncpu 1.00 0.25 peak 1\n',
      { cpu: 1.25, peak: 1024 },
    ],
    [
      'BSD',
      '        0.41 real         0.25 user         0.50 sys\n            52428800  maximum resident set size\n                   0  swaps\n',
      { cpu: 0.75, peak: 52_428_800 },
    ],
    ['neither', 'real 0.4\n', undefined],
  ])('is read: %s', (_name, text, usage) => {
    expect(readUsage(text)).toEqual(usage)
  })
})

describe('a sample', () => {
  it.each([
    [10, 5],
    [2_487, 150],
    [7, 3],
  ])('of %i has %i, from everywhere', (count, most) => {
    const all = Array.from({ length: count }, (_, index) => index)
    const chosen = spreadEvenly(all, most)
    expect(chosen.length).toBe(most)
    const distances = chosen.slice(1).map((each, index) => each - (chosen[index] ?? 0))
    expect(Math.max(...distances) - Math.min(...distances)).toBeLessThanOrEqual(1)
  })

  it('of few is all of them', () => {
    expect(spreadEvenly([1, 2, 3], 150)).toEqual([1, 2, 3])
  })
})

describe('numbers', () => {
  it('are written short', () => {
    expect([0.0604, 1.234, 12.34, 1234].map(formatSeconds)).toEqual(['0.060 s', '1.23 s', '12.3 s', '1,234 s'])
    expect([0.0512, 2.14, 31.26].map(formatRatio)).toEqual(['0.051 ×', '2.1 ×', '31.3 ×'])
    expect(formatBytes(1_234_567_890)).toBe('1,235 MB')
  })
})

const cpu = (seconds: number): Pick<Row, 'cpu'> => ({ cpu: spreadOf([seconds]) })
const groups: readonly Group[] = [
  {
    name: '10000',
    title: '10,000 files',
    rows: [
      row('parsing alone', 2, cpu(2)),
      row('lint, cold', 4, { ...cpu(3), bytes: 1e6, peak: spreadOf([160e6]), against: ['parsing alone', 'not there'] }),
      row('lint, one file changed', 0.5, cpu(0.01)),
    ],
  },
  {
    name: 'growth',
    title: 'Growth',
    rows: [row('lint, cold, 5,000 files', 2), row('lint, cold, 10,000 files', 4), row('lint, cold, 20,000 files', 9)],
  },
  {
    name: 'sharing',
    title: 'Sharing',
    rows: [
      row('lint, cold, 1 cluster', 1),
      row('lint, cold, 200 clusters', 3),
      row('reading and parsing what the clusters do not share', 0.5),
    ],
  },
]

describe('targets', () => {
  it('are judged where their rows are there', () => {
    expect(judgeTargets(groups).map(({ what: _what, ...target }) => target)).toEqual([
      { unit: 'ratio', measured: 2, limit: 1.5, byCpu: 1.5 },
      { unit: 'ratio', measured: 0.125, limit: 0.15 },
      { unit: 'ratio', measured: 2, limit: 2.1 },
      { unit: 'ratio', measured: 2.25, limit: 2.1 },
      { unit: 'seconds', measured: 3, limit: 2.5 },
      { unit: 'bytes', measured: 160e6, limit: 158e6 },
    ])
    expect(judgeTargets([])).toEqual([])
  })
})

describe('the page', () => {
  const page = renderResults(resultsOf(groups))

  it('names the machine and the commit', () => {
    expect(page).toContain(
      'gitops-lint 0.1.0, commit abc, on A CPU, 2 cores, 8 GiB of memory, linux x64, Node v20.19.0, kustomize v5.8.1.',
    )
  })

  it('has a line for each target and each row', () => {
    expect(page).toContain('| warm lint of 10,000 files, one changed ÷ cold lint | 0.15 × | 0.13 × |  | yes |')
    expect(page).toContain('| cold lint of 20,000 files ÷ of 10,000 | 2.1 × | 2.3 × |  | **no** |')
    expect(page).toContain('| lint, cold | 4.00 s | 4.00–4.00 s | 3.00 s | 160 MB | 1 | 2.0 × parsing alone |')
  })

  it('says where a time was scaled', () => {
    const sample = { measured: 150, of: 2_487 }
    const text = renderResults(resultsOf([{ name: 'x', title: 'X', rows: [row('kustomize', 90, { sample })] }]))
    expect(text).toContain('| kustomize (150 of 2,487 run, times scaled) | 90.0 s |')
  })
})

describe('a comparison', () => {
  it('marks what may be chance', () => {
    expect(formatChange(spreadOf([1, 2, 3]), spreadOf([2.5, 2.5]))).toBe('~+25 %')
    expect(formatChange(spreadOf([2, 2]), spreadOf([1, 1]))).toBe('-50 %')
    expect(formatChange(spreadOf([1]), undefined)).toBe('')
  })

  it('has the rows and targets of both', () => {
    const faster = groups.map((group) => ({
      ...group,
      rows: group.rows.map((one) => (one.name === 'lint, cold' ? { ...one, wall: spreadOf([2]) } : one)),
    }))
    const text = compareResults(resultsOf(groups), resultsOf(faster))
    expect(text).toContain('| lint, cold | 4.00 s | 2.00 s | -50 % | 0 % | 0 % |')
    expect(text).toContain('÷ parsing the same bytes once | 2.0 × (at most 1.5 ×) | 1.0 × (reached) |')
  })
})

describe('parts', () => {
  it('are those that are asked for', () => {
    const namesOf = (isQuick: boolean, only: readonly string[]): readonly string[] =>
      listGroups({ isQuick, only, corpus: 'nowhere' }).map(({ name }) => name)
    expect(namesOf(false, [])).toContain('50000-toolkit')
    expect(namesOf(true, [])).toEqual(['start', 'reference', '100', '100-toolkit', '1000', '1000-toolkit', 'promotion'])
    expect(namesOf(true, ['corpus'])).toEqual(['corpus'])
    expect(() => namesOf(false, ['corpse'])).toThrow('--only corpse: there are start, reference, 100,')
  })
})
