import type { Bench } from './bench.ts'
import { addCosts, type Command, type Cost, measureProcess } from './measure-process.ts'
import type { Row } from './row.ts'
import { summarizeRuns } from './summarize-runs.ts'

/** A piece of work that is measured several times. */
export interface Work extends Pick<Row, 'name' | 'against' | 'bytes' | 'sample'> {
  readonly commands: readonly Command[]
  /** Goes before each run and is not measured. */
  readonly prepare?: () => void
  /** A row of its own for a part that the process itself has measured. */
  readonly inner?: { readonly name: string; readonly read: () => Cost }
}

const mostRuns = 15
/** So many runs may take four times as long. */
const wantedRuns = 3

/**
 * Measures pieces of work in rounds, each once a round, so that what else the machine does falls on all of them alike.
 * What has taken the seconds that are allowed is not run again.
 */
export function runRounds(bench: Bench, works: readonly Work[]): Row[] {
  const runs = works.map((work) => ({ work, whole: [] as Cost[], inner: [] as Cost[] }))
  for (let round = 1; round <= mostRuns; round += 1) {
    for (const { work, whole, inner } of runs) {
      const patience = bench.patience * (whole.length < wantedRuns ? 4 : 1)
      if (whole.reduce((sum, { wall }) => sum + wall, 0) > patience) continue
      work.prepare?.()
      const cost = addCosts(work.commands.map((command) => measureProcess(bench, command)))
      whole.push(scale(cost, work))
      if (work.inner !== undefined) inner.push(work.inner.read())
      bench.tell(`  ${work.name}: ${cost.wall.toFixed(2)} s`)
    }
  }
  return runs.flatMap(({ work: { name, against, bytes, sample, inner: part }, whole, inner }) => [
    ...(part === undefined ? [] : [{ name: part.name, ...summarizeRuns(inner) }]),
    {
      name,
      ...summarizeRuns(whole),
      ...(bytes === undefined ? {} : { bytes }),
      ...(against === undefined ? {} : { against }),
      ...(sample === undefined ? {} : { sample }),
    },
  ])
}

/** Times of a sample become those of the whole. */
function scale({ wall, cpu, peak }: Cost, { sample }: Work): Cost {
  const factor = sample === undefined ? 1 : sample.of / sample.measured
  return {
    wall: wall * factor,
    ...(cpu === undefined ? {} : { cpu: cpu * factor }),
    ...(peak === undefined ? {} : { peak }),
  }
}
