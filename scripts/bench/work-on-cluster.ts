import type { Bench } from './bench.ts'
import type { Repository } from './create-repository.ts'
import type { Work } from './run-rounds.ts'
import { lintRows } from './work-on-lint.ts'

/** `gitops inventory` of the first cluster, for which no other has to be rendered. */
export function workOnCluster(bench: Bench, { directory, paths }: Repository): Work {
  const [, cluster = ''] = paths.find((path) => path.startsWith('clusters/'))?.split('/') ?? []
  return {
    name: 'inventory of one cluster',
    commands: [{ command: process.execPath, args: [bench.gitops, 'inventory', cluster], directory }],
    against: [lintRows.cold],
  }
}
