import type { DetectedLayout } from './detected-layout.ts'

/** More names than these are cut. */
const maximumListed = 12

/** What was seen of a layout, for a terminal: a line for each part. */
export function renderDetected(layout: DetectedLayout): string {
  const { clusters, environments, ephemeral, mainBranch, infrastructure, promotion } = layout
  const stages = environments.map(({ name, clusters: names }) =>
    names.length === 1 && names[0] === name ? name : `${name} (${list(names)})`,
  )
  const placed = new Set(environments.flatMap((one) => one.clusters))
  const unplaced = clusters.filter(({ name }) => !placed.has(name)).map(({ name }) => name)
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['clusters', clusters.length > 0 ? list(clusters.map(nameCluster)) : 'none found; name their directories by hand'],
    ['environments', stages.length > 0 ? stages.join(' → ') : 'no two told apart by the names of clusters'],
    ['', stages.length > 0 && unplaced.length > 0 ? `in none: ${list(unplaced)}` : undefined],
    ['ephemeral', ephemeral.length > 0 ? list(ephemeral) : 'clusters called like a ticket (NOM-12345), by default'],
    ['main branch', mainBranch ?? 'not told by clusters or Git'],
    ['infrastructure', infrastructure.length > 0 ? list(infrastructure) : 'components/infrastructure/*, by default'],
    ['promotion', promotion.length > 0 ? list(promotion) : 'the directory of the cluster, by default'],
  ]
  return rows.flatMap(([title, text]) => (text === undefined ? [] : `  ${title.padEnd(16)}${text}\n`)).join('')
}

function nameCluster({ name, directory }: DetectedLayout['clusters'][number]): string {
  return directory === name || directory === '' ? name : `${name} (${directory})`
}

function list(names: readonly string[]): string {
  const more = names.length > maximumListed ? ` and ${names.length - maximumListed} more` : ''
  return names.slice(0, maximumListed).join(', ') + more
}
