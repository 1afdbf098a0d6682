import { formatCount } from './describe-repository.ts'
import { formatBytes, formatRatio, formatSeconds } from './format-number.ts'
import type { Machine, Results } from './results.ts'
import type { Group, Row, Spread } from './row.ts'
import { isReached, type Target } from './target.ts'

const introduction = `Times are medians on the wall with the least and the most of the runs, which are made in turns so that what else the
machine does falls on all alike; CPU is user and system time of the process and its children; memory is the peak of the
largest process. Ratios are of the medians. [bench/README.md](README.md) tells what is measured, and how.`

/** The page of a run. */
export function renderResults(results: Results): string {
  const { version, commit, machine, targets, groups, hasCache } = results
  const measured = `gitops-lint ${version}${commit === undefined ? '' : `, commit ${commit}`}`
  const parts = [
    '# Results of the benchmark',
    `${measured}, on ${describeMachine(machine)}.${hasCache ? '' : ' This version has no cache: a warm run does all work again.'}`,
    introduction,
    ...(targets.length === 0 ? [] : [`## Targets\n\n${renderTargets(targets)}`]),
    ...groups.map((group) => `## ${group.title}\n\n${renderGroup(group)}`),
  ]
  return `${parts.join('\n\n')}\n`
}

function describeMachine({ cpu, cores, memory, system, node, kustomize }: Machine): string {
  const peer = kustomize === undefined ? 'no kustomize' : `kustomize ${kustomize}`
  return `${cpu}, ${cores} cores, ${memory} GiB of memory, ${system}, Node ${node}, ${peer}`
}

/** A table of the targets. */
export function renderTargets(targets: readonly Target[]): string {
  return renderTable(
    ['target', 'at most', 'measured', 'by CPU', 'reached'],
    [1, 2, 3],
    targets.map((target) => [
      target.what,
      formatMeasure(target.unit, target.limit),
      formatMeasure(target.unit, target.measured),
      target.byCpu === undefined ? '' : formatRatio(target.byCpu),
      isReached(target) ? 'yes' : '**no**',
    ]),
  )
}

function formatMeasure(unit: Target['unit'], value: number): string {
  return { ratio: formatRatio, seconds: formatSeconds, bytes: formatBytes }[unit](value)
}

function renderGroup({ rows }: Group): string {
  const byName = new Map(rows.map((row) => [row.name, row]))
  return renderTable(
    ['work', 'time', 'least–most', 'CPU', 'memory', 'runs', 'ratio'],
    [1, 2, 3, 4, 5],
    rows.map((row) => [
      nameRow(row),
      formatSeconds(row.wall.median),
      formatRange(row.wall),
      row.cpu === undefined ? '' : formatSeconds(row.cpu.median),
      row.peak === undefined ? '' : formatBytes(row.peak.median),
      `${row.runs}`,
      listRatios(row, byName),
    ]),
  )
}

function nameRow({ name, sample }: Row): string {
  if (sample === undefined) return name
  return `${name} (${formatCount(sample.measured)} of ${formatCount(sample.of)} run, times scaled)`
}

function formatRange({ least, most }: Spread): string {
  return `${formatSeconds(least).replace(' s', '')}–${formatSeconds(most)}`
}

function listRatios({ name, wall, against = [] }: Row, byName: ReadonlyMap<string, Row>): string {
  // What rows of one repository among several have in common is said by the first column.
  const label = name.slice(0, name.indexOf(': ') + 2)
  return against
    .flatMap((each) => {
      const other = byName.get(each)
      const shown = label.length > 2 && each.startsWith(label) ? each.slice(label.length) : each
      return other === undefined ? [] : [`${formatRatio(wall.median / other.wall.median)} ${shown}`]
    })
    .join('; ')
}

/** A table of Markdown; the columns of these numbers are set to the right. */
export function renderTable(
  head: readonly string[],
  toTheRight: readonly number[],
  lines: readonly (readonly string[])[],
): string {
  const rule = head.map((_, index) => (toTheRight.includes(index) ? '--:' : '---'))
  return [head, ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .toSpliced(1, 0, `|${rule.join('|')}|`)
    .join('\n')
}
