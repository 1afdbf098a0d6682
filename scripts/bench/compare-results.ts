import { formatBytes, formatRatio, formatSeconds } from './format-number.ts'
import { renderTable } from './render-results.ts'
import type { Results } from './results.ts'
import type { Group, Row, Spread } from './row.ts'
import { isReached, type Target } from './target.ts'

/** What differs between two runs, as a page: after ÷ before of each row that both have, and the targets. */
export function compareResults(before: Results, after: Results): string {
  const parts = [
    `# ${describeRun(before)} → ${describeRun(after)}`,
    ...(isSameMachine(before, after) ? [] : ['The machines differ: only ratios can be compared.']),
    'A change that is no larger than what lies between the runs of one commit is marked with `~`.',
    `## Targets\n\n${compareTargets(before.targets, after.targets)}`,
    ...after.groups.flatMap((group) => {
      const other = before.groups.find(({ name }) => name === group.name)
      return other === undefined ? [] : [`## ${group.title}\n\n${compareGroups(other, group)}`]
    }),
  ]
  return `${parts.join('\n\n')}\n`
}

function describeRun({ version, commit }: Results): string {
  return commit ?? version
}

function isSameMachine({ machine: a }: Results, { machine: b }: Results): boolean {
  return a.cpu === b.cpu && a.cores === b.cores && a.memory === b.memory && a.node === b.node
}

function compareTargets(before: readonly Target[], after: readonly Target[]): string {
  const show = (target: Target | undefined): string => {
    if (target === undefined) return ''
    const format = { ratio: formatRatio, seconds: formatSeconds, bytes: formatBytes }[target.unit]
    return `${format(target.measured)} ${isReached(target) ? '(reached)' : `(at most ${format(target.limit)})`}`
  }
  return renderTable(
    ['target', 'before', 'after'],
    [1, 2],
    after.map((target) => [target.what, show(before.find(({ what }) => what === target.what)), show(target)]),
  )
}

function compareGroups(before: Group, after: Group): string {
  const lines = after.rows.flatMap((row) => {
    const other = before.rows.find(({ name }) => name === row.name)
    return other === undefined ? [] : [compareRows(other, row)]
  })
  return renderTable(['work', 'before', 'after', 'time', 'CPU', 'memory'], [1, 2, 3, 4, 5], lines)
}

function compareRows(before: Row, after: Row): readonly string[] {
  return [
    after.name,
    formatSeconds(before.wall.median),
    formatSeconds(after.wall.median),
    formatChange(before.wall, after.wall),
    formatChange(before.cpu, after.cpu),
    formatChange(before.peak, after.peak),
  ]
}

/** Such as `-12 %`; with `~` where the runs before and after overlap. */
export function formatChange(before: Spread | undefined, after: Spread | undefined): string {
  if (before === undefined || after === undefined || before.median === 0) return ''
  const percent = Math.round((after.median / before.median - 1) * 100)
  const overlaps = before.least <= after.most && after.least <= before.most
  return `${overlaps && percent !== 0 ? '~' : ''}${percent > 0 ? '+' : ''}${percent} %`
}
