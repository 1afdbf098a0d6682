import { formatCount } from './describe-repository.ts'
import { grownFiles, growthRow, ownFilesRow, sharingClusters, sharingRow } from './measure-growth.ts'
import type { Group, Row } from './row.ts'
import type { Target } from './target.ts'
import { buildRows } from './work-on-builds.ts'
import { lintRows } from './work-on-lint.ts'

type FindRow = (group: string, row: string) => Row | undefined

/** The targets whose rows were measured. */
export function judgeTargets(groups: readonly Group[]): Target[] {
  const find: FindRow = (group, row) => groups.find(({ name }) => name === group)?.rows.find(({ name }) => name === row)
  const ratio = (what: string, limit: number, group: string, row: string, to: string): Target[] =>
    compareRows(what, limit, find(group, row), find(group, to))
  return [
    ...ratio(
      'cold lint of 10,000 files, no cache ÷ parsing the same bytes once',
      1.5,
      '10000',
      lintRows.cold,
      'parsing alone',
    ),
    ...ratio('warm lint of 10,000 files, one changed ÷ cold lint', 0.15, '10000', lintRows.changed, lintRows.cold),
    ...ratio(
      'build of every root of the corpus ÷ kustomize once a root',
      1 / 20,
      'corpus',
      buildRows.own,
      buildRows.kustomize,
    ),
    ...ratio('warm lint of the reference hierarchy ÷ bare Node', 2.5, 'reference', lintRows.warm, 'bare Node'),
    ...ratio('gitops-lint --version ÷ bare Node', 1.3, 'start', 'gitops-lint --version', 'bare Node'),
    ...ratio('warm lint of 100 files ÷ bare Node', 2.5, '100', lintRows.warm, 'bare Node'),
    ...grownFiles.slice(1).flatMap((files, index) => {
      const before = grownFiles[index] ?? 0
      return ratio(
        `cold lint of ${formatCount(files)} files ÷ of ${formatCount(before)}`,
        2.1,
        'growth',
        growthRow(files),
        growthRow(before),
      )
    }),
    ...judgeSharing(find),
    ...judgeMemory(groups),
  ]
}

/** CPU time is told in hundredths of a second: a ratio of less than some of them says nothing. */
const leastCpu = 0.1

function compareRows(what: string, limit: number, row: Row | undefined, to: Row | undefined): Target[] {
  if (row === undefined || to === undefined) return []
  const measured = row.wall.median / to.wall.median
  const [cpu, cpuOfOther] = [row.cpu?.median ?? 0, to.cpu?.median ?? 0]
  const canTell = cpu >= leastCpu && cpuOfOther >= leastCpu
  return [{ what, unit: 'ratio', measured, limit, ...(canTell ? { byCpu: cpu / cpuOfOther } : {}) }]
}

function judgeSharing(find: FindRow): Target[] {
  const [first, most] = [sharingClusters[0], sharingClusters.at(-1) ?? 0]
  const [one, all] = [find('sharing', sharingRow(first)), find('sharing', sharingRow(most))]
  const own = find('sharing', ownFilesRow)
  if (one === undefined || all === undefined || own === undefined) return []
  const what = `cold lint of ${most} clusters of one template: twice one cluster, and reading their own files`
  return [{ what, unit: 'seconds', measured: all.wall.median, limit: 2 * one.wall.median + own.wall.median }]
}

/** What a run may keep for each byte that it reads, and what it may keep anyway. */
const [bytesEach, bytesAnyway] = [8, 150e6]

/** One target a group: the row that is nearest to its bound, or furthest above. */
function judgeMemory(groups: readonly Group[]): Target[] {
  return groups.flatMap(({ name: group, rows }) => {
    const targets = rows.flatMap(({ name, peak, bytes }): Target[] => {
      if (peak === undefined || bytes === undefined) return []
      const limit = bytesEach * bytes + bytesAnyway
      return [{ what: `memory of ${group}, ${name}: 8 × bytes + 150 MB`, unit: 'bytes', measured: peak.median, limit }]
    })
    const [worst] = targets.toSorted((a, b) => b.measured / b.limit - a.measured / a.limit)
    return worst === undefined ? [] : [worst]
  })
}
