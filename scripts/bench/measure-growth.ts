import type { Bench } from './bench.ts'
import { createRepository, type Repository, removeRepository } from './create-repository.ts'
import { formatCount } from './describe-repository.ts'
import { makeRepository } from './make-repository.ts'
import type { Group, Row } from './row.ts'
import { runRounds, type Work } from './run-rounds.ts'
import { workOnReading } from './work-on-floors.ts'
import { lintRows, workOnLint } from './work-on-lint.ts'

/** Numbers of files, each twice the one before, and as many more clusters. */
export const grownFiles = [5_000, 10_000, 20_000] as const
const filesOfCluster = 200

/** Cold lint of repositories that are twice as large as the one before. */
export function measureGrowth(bench: Bench): Group {
  const repositories = grownFiles.map((files) =>
    createRepository(bench, `growth-${files}`, (write) =>
      makeRepository({ files, clusters: files / filesOfCluster, templates: 5, platform: 24 }, write),
    ),
  )
  const works = repositories.flatMap((repository, index) => {
    const before = grownFiles[index - 1]
    return workOnCold(
      bench,
      repository,
      growthRow(grownFiles[index] ?? 0),
      before === undefined ? [] : [growthRow(before)],
    )
  })
  const rows = runRounds(bench, works)
  repositories.forEach(removeRepository)
  return { name: 'growth', title: 'Growth with the files', rows }
}

/** The name of a row. */
export function growthRow(files: number): string {
  return `${lintRows.cold}, ${formatCount(files)} files`
}

/** Numbers of clusters that share one template. */
export const sharingClusters = [1, 25, 50, 100, 200] as const
const sharedComponents = 40

/** Cold lint of clusters that share one template and all components, and the parsing of what the clusters have alone. */
export function measureSharing(bench: Bench): Group {
  const repositories = sharingClusters.map((clusters) =>
    createRepository(bench, `sharing-${clusters}`, (write) =>
      makeRepository({ files: 0, clusters, templates: 1, platform: sharedComponents }, write),
    ),
  )
  const works = repositories.flatMap((repository, index) => {
    const clusters = sharingClusters[index] ?? 0
    const own = repository.paths.filter((path) => path.startsWith('clusters/'))
    const [first] = sharingClusters
    return [
      ...workOnCold(bench, repository, sharingRow(clusters), clusters === first ? [] : [sharingRow(first)]),
      ...(clusters === sharingClusters.at(-1) ? [workOnReading(bench, repository, own, ownFilesRow)] : []),
    ]
  })
  const rows: Row[] = runRounds(bench, works)
  repositories.forEach(removeRepository)
  return { name: 'sharing', title: `Clusters that share one template of ${sharedComponents} components`, rows }
}

/** The name of the row that tells what it takes to read and parse what the clusters do not share. */
export const ownFilesRow = 'reading and parsing what the clusters do not share'

/** The name of a row. */
export function sharingRow(clusters: number): string {
  return `${lintRows.cold}, ${clusters} ${clusters === 1 ? 'cluster' : 'clusters'}`
}

function workOnCold(bench: Bench, repository: Repository, name: string, against: readonly string[]): Work[] {
  return workOnLint(bench, { repository })
    .slice(0, 1)
    .map((work) => ({ ...work, name, against }))
}
