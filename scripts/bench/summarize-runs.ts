import type { Cost } from './measure-process.ts'
import type { Row, Spread } from './row.ts'

/** What a row says of its runs. There is one at least. */
export function summarizeRuns(costs: readonly Cost[]): Pick<Row, 'runs' | 'wall' | 'cpu' | 'peak'> {
  const cpu = costs.flatMap((one) => one.cpu ?? [])
  const peak = costs.flatMap((one) => one.peak ?? [])
  return {
    runs: costs.length,
    wall: spreadOf(costs.map((one) => one.wall)),
    ...(cpu.length === 0 ? {} : { cpu: spreadOf(cpu) }),
    ...(peak.length === 0 ? {} : { peak: spreadOf(peak) }),
  }
}

/** The median of two in the middle is half way between them. */
export function spreadOf(numbers: readonly number[]): Spread {
  const sorted = numbers.toSorted((a, b) => a - b)
  const at = (index: number): number => sorted[index] ?? Number.NaN
  const half = (sorted.length - 1) / 2
  return { median: (at(Math.floor(half)) + at(Math.ceil(half))) / 2, least: at(0), most: at(sorted.length - 1) }
}
